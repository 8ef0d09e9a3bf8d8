"""Certified devices: the client of the Secure Biometric Interface 0.9.5, found, verified, captured from."""
