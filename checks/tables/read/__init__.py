"""How tables are read: files as columns of the declared types, the line of each row, and drafts of declarations."""
