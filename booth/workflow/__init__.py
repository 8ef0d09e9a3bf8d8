"""What the screens do, without a window: recording, login, end of day, self-test, backup, on top of the rooms below."""
