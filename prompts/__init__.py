"""What the language model is told, one text file a task; `assistant.writing.prompts` reads them."""
