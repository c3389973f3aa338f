"""The runs of the command: what `checks.cli` calls once the arguments are read."""
