"""USB fingerprint readers that give images, through libfprint in a process of its own."""
