"""Files that people add in the browser: received, unpacked, read in the background, written to the archive."""
