"""English: words as data, one row a word, with its meaning, its source and an example."""
