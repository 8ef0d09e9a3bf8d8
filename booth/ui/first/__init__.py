"""The guided first installation, from an empty computer to a booth that records."""
