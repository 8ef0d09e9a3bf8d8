"""Cameras: webcams in a process of their own, network cameras, and what stands in for them."""
