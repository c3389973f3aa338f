"""Expressions and formats that make something huge of a little: a declaration of others must not fill the memory.

Bounded are the lengths that pad a text, the digits and the width of a format, and what replacing inside of replacing
can make of a text. Functions that make rows or lists of their own are refused.
"""

from __future__ import annotations

from checks.regex import lazy
from checks.tables.expression.condition import ConditionError, Tokens, calls

LONGEST = 1000
"""Characters that a text may be padded to, and times that replacing may lengthen it."""
WIDEST = 100
"""Digits or characters that a format may ask for."""
_PADDING = frozenset(("LPAD", "RPAD"))
_REPLACING = frozenset(("REPLACE", "REGEXP_REPLACE"))
_MAKING = frozenset(("GENERATE_SERIES", "RANGE"))
_NUMBERS = lazy(r"\d+")


def check_calls(tokens: Tokens) -> None:
    """Raise `ConditionError` for calls whose result is huge."""
    if all(one.text != "(" for one in tokens):
        return
    times = _lengthens(tokens)
    if times > LONGEST:
        raise ConditionError(
            f"replacing inside of replacing makes a text up to {times:,} times as long; {LONGEST:,} are allowed"
        )


def check_format(spec: str) -> None:
    """Raise `ConditionError` for a format that asks for more digits or width than anyone reads."""
    asked = max((int(number[:20]) for number in _NUMBERS.findall(spec)), default=0)
    if asked > WIDEST:
        raise ConditionError(f"the format '{spec[:40]}' asks for more than {WIDEST} characters or digits")


def _lengthens(tokens: Tokens) -> int:
    """How many times as long as its columns the calls can make a text; a column that replaces counts as 100."""
    most = 1
    for start, end, name, arguments in calls(tokens):
        inner = _lengthens(tokens[start + 2 : end - 1])
        if name in _MAKING:
            raise ConditionError(f"{name.lower()}() is not allowed: it makes values of its own")
        if name in _PADDING:
            _check_padding(name, arguments)
        if name in _REPLACING and len(arguments) > 2:
            inner *= _length(arguments[2])
        most = max(most, inner)
    return most


def _check_padding(name: str, arguments: tuple[Tokens, ...]) -> None:
    """A text is padded to a length that is written out: a column may hold any number."""
    length = arguments[1] if len(arguments) > 1 else ()
    if len(length) != 1 or length[0].kind != "number" or float(length[0].text) > LONGEST:
        raise ConditionError(
            f"{name.lower()}() pads to a number of characters that is written out, at most {LONGEST:,}"
        )


def _length(replacement: Tokens) -> int:
    written = len(replacement) == 1 and replacement[0].kind == "string"
    return max(1, len(replacement[0].name) - 2) if written else 100
