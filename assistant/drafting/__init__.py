"""Comparison summaries in the register of administrative reports, every number cited."""
