"""Wording an extractive answer by a language model: prompts, sources as data, connection, checked sentences."""
