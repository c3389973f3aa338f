"""English: affairs, what is told about one object in one respect, and what statements say of each other's times."""

from checks.link.affair.reasons import reasons
from checks.link.affair.statements import Statements
from checks.link.affair.told import Told, affairs

__all__ = ["Statements", "Told", "affairs", "reasons"]
