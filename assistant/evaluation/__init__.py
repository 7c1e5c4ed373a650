"""Measuring answers and retrieval against gold questions and public sets."""
