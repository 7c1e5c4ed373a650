"""What programs may ask of the archive: the same tools as Gradio endpoints and over the Model Context Protocol."""
