"""A stand-in for certified devices: a service of the Secure Biometric Interface with faults on demand."""
