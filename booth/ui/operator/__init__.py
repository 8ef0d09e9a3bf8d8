"""The operator's screens: find a resident, record step by step, unfinished and finished recordings."""
