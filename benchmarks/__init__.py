"""Measurements of the warehouse, each a command: `python -m benchmarks.NAME --help`."""
