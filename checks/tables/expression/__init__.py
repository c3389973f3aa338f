"""What may be written in rules: conditions, functions, calculations, and the templates of messages."""
