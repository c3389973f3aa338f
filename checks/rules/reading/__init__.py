"""Rules: one defect a file; the folder is the family."""
