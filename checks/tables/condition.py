"""The condition of a rule, read: AND, OR, NOT and comparisons as a tree whose leaves are SQL scalars.

Polars parses the scalars (`pl.sql_expr`). The logic around them is read here, because tolerance, not-comparable
values and the values of a message belong to a comparison and its two sides, which a parsed Polars expression no
longer shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from checks.regex import lazy

_TOKEN = lazy(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^']|'')*')
      | (?P<quoted>"(?:[^"]|"")+"|`[^`]+`)
      | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign><=>|<=|>=|<>|!=|==|\|\||::|//|!~~?\*?|~~?\*?|[-+*/%<>=(),.\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)
COMPARISONS = {"=": "=", "==": "=", "<>": "<>", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_OPEN, _CLOSE = {"(", "[", "CASE"}, {")", "]", "END"}


class ConditionError(ValueError):
    """Text that is not a condition."""


class Token(NamedTuple):
    """A word of SQL: its kind, its text as written, and the text in capitals if it is a bare word or sign."""

    kind: str
    text: str
    key: str = ""

    @property
    def name(self) -> str:
        """The name of a column, without its quotes."""
        if self.kind != "quoted":
            return self.text
        mark = self.text[0]
        return self.text[1:-1].replace(mark * 2, mark)


def token(kind: str, text: str) -> Token:
    """A token with its key."""
    return Token(kind, text, text.upper() if kind in ("word", "sign") else "")


Tokens: TypeAlias = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """An SQL expression that Polars parses."""

    tokens: Tokens

    @property
    def text(self) -> str:
        """The expression as a reader wants to see it: `sum(part)`, not `"sum(part)"`."""
        plain = (one.kind == "quoted" and (one.name.isidentifier() or "(" in one.name) for one in self.tokens)
        return write(
            tuple(Token("word", one.name) if bare else one for one, bare in zip(self.tokens, plain, strict=True))
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left op right` with op one of = <> < <= > >=."""

    left: Scalar
    op: str
    right: Scalar


@dataclass(frozen=True, slots=True)
class Truth:
    """A scalar that is true or false itself: `unit IN ('ha', 'km2')`, `closed`."""

    scalar: Scalar


@dataclass(frozen=True, slots=True)
class Junction:
    """Conditions joined by AND (`every`) or by OR."""

    parts: tuple[Condition, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """NOT of a condition."""

    part: Condition


Condition: TypeAlias = Comparison | Truth | Junction | Negation


def read(text: str) -> Condition:
    """The condition that a text states; raises `ConditionError` naming what is not understood."""
    tokens = tokenize(text)
    if not tokens:
        raise ConditionError("the expression is empty")
    return _condition(tokens)


def scalar(text: str) -> Scalar:
    """The scalar that a text states (anything but a condition with AND, OR, NOT)."""
    tokens = tokenize(text)
    if not tokens:
        raise ConditionError("the expression is empty")
    return Scalar(tokens)


def tokenize(text: str) -> Tokens:
    """The words of an SQL text, without space and comments."""
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            what = "a quote is not closed" if text[at] in "'\"`" else f"'{text[at]}' is not SQL"
            raise ConditionError(f"{what} at character {at + 1} of '{text}'")
        if match.lastgroup != "space":
            found.append(token(str(match.lastgroup), match.group()))
        at = match.end()
    _balanced(found, text)
    return tuple(found)


def write(tokens: Tokens) -> str:
    """Tokens as text again, close to how people space SQL; read again it gives the same tokens."""
    out = ""
    for number, one in enumerate(tokens):
        out += one.text if not number or _joined(tokens, number) else f" {one.text}"
    return out


def _joined(tokens: Tokens, at: int) -> bool:
    """Whether a token stands without space behind the one before it."""
    before, one = tokens[at - 1], tokens[at]
    if one.text == ".":
        return before.kind in ("word", "quoted")
    if before.text == ".":
        return one.kind in ("word", "quoted")
    if before.text in ("-", "+") and (at == 1 or tokens[at - 2].text in ("(", ",")):
        return one.kind != "sign"
    if one.text == "(" and before.kind == "word":
        return before.key not in ("AND", "OR", "NOT", "IN", "THEN", "WHEN", "ELSE", "BETWEEN")
    return before.text in ("(", "[", "::") or one.text in (")", "]", ",", "::", "[")


def scalars(condition: Condition) -> Iterator[Scalar]:
    """The scalars of a condition, from left to right."""
    if isinstance(condition, Comparison):
        yield from (condition.left, condition.right)
    elif isinstance(condition, Truth):
        yield condition.scalar
    elif isinstance(condition, Negation):
        yield from scalars(condition.part)
    else:
        for part in condition.parts:
            yield from scalars(part)


def calls(tokens: Tokens) -> Iterator[tuple[int, int, str, tuple[Tokens, ...]]]:
    """The outermost function calls: (first token, one past the last, NAME, arguments)."""
    at = 0
    while at < len(tokens):
        if (
            tokens[at].kind == "word"
            and at + 1 < len(tokens)
            and tokens[at + 1].text == "("
            and not _operator(tokens[at])
        ):
            end = closing(tokens, at + 1)
            yield at, end + 1, tokens[at].key, split(tokens[at + 2 : end], ",") if end > at + 2 else ()
            at = end
        at += 1


def closing(tokens: Tokens, opening: int) -> int:
    """The position of the bracket that closes the one at `opening`."""
    for position, depth in _depths(tokens[opening:]):
        if position and depth == 0:
            return opening + position
    raise ConditionError(f"a bracket is not closed in '{write(tokens)}'")


def split(tokens: Tokens, separator: str) -> tuple[Tokens, ...]:
    """Tokens between separators outside brackets; the AND of BETWEEN is none."""
    parts: list[Tokens] = []
    start, ranges = 0, 0
    for position, depth in _depths(tokens):
        key = tokens[position].key
        if depth:
            continue
        if key == "BETWEEN":
            ranges += 1
        elif key == "AND" and ranges:
            ranges -= 1
        elif key == separator:
            parts.append(tokens[start:position])
            start = position + 1
    return (*parts, tokens[start:])


def _condition(tokens: Tokens) -> Condition:
    if not tokens:
        raise ConditionError("an operand is missing")
    for word, every in (("OR", False), ("AND", True)):
        parts = split(tokens, word)
        if len(parts) > 1:
            return Junction(tuple(_condition(part) for part in parts), every)
    if tokens[0].key == "NOT":
        return Negation(_condition(tokens[1:]))
    if tokens[0].text == "(" and closing(tokens, 0) == len(tokens) - 1 and _logical(tokens[1:-1]):
        return _condition(tokens[1:-1])
    return _between(tokens) or _comparison(tokens)


def _comparison(tokens: Tokens) -> Condition:
    signs = [position for position, depth in _depths(tokens) if not depth and tokens[position].key in COMPARISONS]
    if not signs or any(
        tokens[position].key in ("IS", "IN", "LIKE", "ILIKE") for position, depth in _depths(tokens) if not depth
    ):
        return Truth(Scalar(tokens))
    if any(later - earlier == 1 for earlier, later in pairwise(signs)):
        raise ConditionError(f"an operand is missing in '{write(tokens)}'")
    if len(signs) > 1:
        first, second = write(tokens[: signs[1]]), write(tokens[signs[0] + 1 :])
        raise ConditionError(f"two comparisons in one in '{write(tokens)}'; write {first} AND {second}")
    left, right = tokens[: signs[0]], tokens[signs[0] + 1 :]
    if not left or not right:
        raise ConditionError(f"an operand is missing in '{write(tokens)}'")
    if any(len(side) == 1 and side[0].key == "NULL" for side in (left, right)):
        raise ConditionError(f"nothing equals NULL in '{write(tokens)}'; write IS NULL or IS NOT NULL")
    return Comparison(Scalar(left), COMPARISONS[tokens[signs[0]].key], Scalar(right))


def _between(tokens: Tokens) -> Condition | None:
    places = [position for position, depth in _depths(tokens) if not depth and tokens[position].key == "BETWEEN"]
    if not places:
        return None
    negated = places[0] > 0 and tokens[places[0] - 1].key == "NOT"
    value, limits = tokens[: places[0] - negated], tokens[places[0] + 1 :]
    ands = [position for position, depth in _depths(limits) if not depth and limits[position].key == "AND"]
    if not value or len(ands) != 1 or ands[0] in (0, len(limits) - 1):
        raise ConditionError(f"'{write(tokens)}' is not of the form x BETWEEN a AND b")
    low, high = limits[: ands[0]], limits[ands[0] + 1 :]
    both = Junction(
        (Comparison(Scalar(value), ">=", Scalar(low)), Comparison(Scalar(value), "<=", Scalar(high))), every=True
    )
    return Negation(both) if negated else both


def _logical(tokens: Tokens) -> bool:
    """Whether bracketed tokens are a condition of their own, not a bracketed number."""
    words = {"AND", "OR", "NOT", "BETWEEN", "IS", "IN", "LIKE", "ILIKE", *COMPARISONS}
    return any(not depth and tokens[position].key in words for position, depth in _depths(tokens)) or (
        bool(tokens) and tokens[0].text == "(" and closing(tokens, 0) == len(tokens) - 1 and _logical(tokens[1:-1])
    )


def _depths(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Each position with its nesting depth; a bracket has the depth of what stands around it."""
    depth, cases = 0, 0
    for position, token in enumerate(tokens):
        key = token.key
        closes = key in _CLOSE and (key != "END" or cases > 0)
        if closes:
            depth -= 1
            cases -= key == "END"
        yield position, depth
        if key in _OPEN:
            depth += 1
            cases += key == "CASE"


def _operator(token: Token) -> bool:
    return token.key in (
        "AND",
        "OR",
        "NOT",
        "IN",
        "LIKE",
        "BETWEEN",
        "WHEN",
        "THEN",
        "ELSE",
        "IS",
        "CASE",
        "ANY",
        "ALL",
    )


def _balanced(tokens: list[Token], text: str) -> None:
    pairs = {")": "(", "]": "["}
    stack: list[str] = []
    for token in tokens:
        if token.text in pairs.values() and token.kind == "sign":
            stack.append(token.text)
        elif token.text in pairs and token.kind == "sign" and (not stack or stack.pop() != pairs[token.text]):
            raise ConditionError(f"a closing '{token.text}' has no opening one in '{text}'")
    if stack:
        raise ConditionError(f"a bracket is not closed in '{text}'")
