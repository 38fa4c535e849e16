"""From the bytes of one file to documents: one small reader for each format."""
