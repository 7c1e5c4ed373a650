"""The lines and passages that fit a question in words."""
