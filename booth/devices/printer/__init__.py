"""Receipt printers that speak ESC/POS, by USB, serial line and network."""
