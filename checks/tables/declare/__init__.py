"""What is demanded of tables: columns, assertions, declarations, the kinds of rules, and the page of all that."""
