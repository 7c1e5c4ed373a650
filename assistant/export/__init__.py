"""Tables, figures and summaries as files: Word, Excel, CSV, Markdown."""
