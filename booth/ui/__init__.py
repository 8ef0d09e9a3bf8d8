"""booth/ui."""
