"""Answers put together from figures and lines, one module for each way of answering."""
