"""What a question asks for: its words, cues, unit and parts."""
