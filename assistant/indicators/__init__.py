"""Indicators across reports: the same one under different words, its series, comparisons."""
