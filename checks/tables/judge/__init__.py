"""How tables are judged: conditions and rules bound to frames, run as few queries, and their outcomes told."""
