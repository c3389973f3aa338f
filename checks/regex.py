"""Patterns that are compiled when they are first used; they stand in `checks.pattern`."""

from checks.pattern import lazy

__all__ = ["lazy"]
