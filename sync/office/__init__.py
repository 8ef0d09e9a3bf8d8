"""The central office: receives packets, signs receipts, counts."""
