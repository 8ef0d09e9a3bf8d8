"""booth/workflow."""
