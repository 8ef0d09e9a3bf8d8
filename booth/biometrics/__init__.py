"""booth/biometrics."""
