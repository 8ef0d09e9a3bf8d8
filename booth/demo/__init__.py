"""The demonstration: an office, a booth and emulated devices on one machine, and a robot that plays a booth day."""
