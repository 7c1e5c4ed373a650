"""What the question page shows: rendering, the quoted source text, and the look."""
