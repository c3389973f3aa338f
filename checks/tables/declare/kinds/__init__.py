"""The kinds of rules.

Each module has the keys of its declaration, says which are required, and makes the assertion of the values.
"""
