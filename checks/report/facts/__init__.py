"""Formats for facts: each module has `render(batches, presentation)`, which yields bytes as the batches arrive."""
