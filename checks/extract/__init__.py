"""English: extraction, batches of documents in, validated mention frames out; see `checks.extract.extractors`."""
