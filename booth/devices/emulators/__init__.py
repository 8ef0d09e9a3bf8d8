"""booth/devices/emulators."""
