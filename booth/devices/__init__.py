"""The hardware behind small protocols: drivers, and emulators that speak the same bytes from the other side."""
