"""booth/store."""
