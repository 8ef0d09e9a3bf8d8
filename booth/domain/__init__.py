"""Pure rules of recording residents for the KTP-el: no I/O, no Qt, no clock of its own."""
