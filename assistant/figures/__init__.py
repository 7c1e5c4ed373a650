"""The figures that fit a question: hard constraints, words matched, candidates ranked."""
