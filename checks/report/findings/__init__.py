"""Formats for findings: each module has `render(batches, presentation)`, which yields text as the batches arrive."""
