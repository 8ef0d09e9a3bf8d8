"""Serial fingerprint sensors that speak the EF01 protocol."""
