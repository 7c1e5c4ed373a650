"""Passages for a question, for users of the library and for measuring."""
