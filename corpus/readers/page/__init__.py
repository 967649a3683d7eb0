"""Web pages: their blocks, main text, metadata and attachments."""
