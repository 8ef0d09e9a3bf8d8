"""booth/cli."""
