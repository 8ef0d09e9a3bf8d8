"""The technician's pages: self-test, its history, accounts, settings."""
