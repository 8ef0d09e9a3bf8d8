"""The recording booth: the workstation application for operators, supervisors and technicians."""

__version__ = "0.1.0"
