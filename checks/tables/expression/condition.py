"""The condition of a rule, read: AND, OR, NOT and comparisons as a tree whose leaves are SQL scalars.

Polars parses the scalars (`pl.sql_expr`). The logic around them is read here, because tolerance, not-comparable
values and the values of a message belong to a comparison and its two sides, which a parsed Polars expression no
longer shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from checks.tables.expression import advice

_KINDS = {
    "word": r"[^\W\d]\w*",
    "number": r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?",
    "sign": r"<=>|<=|>=|<>|!=|==|\|\||::|//|!~~?\*?|~~?\*?|[-+*/%<>=(),.\[\]]",
    "string": r"'(?:[^']|'')*'",
    "quoted": r'"(?:[^"]|"")+"|`[^`]+`',
}
_SPACE = r"(?:\s++|--[^\n]*+|/\*.*?\*/)*"
_WORDS = re.compile(rf"{_SPACE}({'|'.join(_KINDS.values())}|.|\Z)", re.DOTALL)
_KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
COMPARISONS = {"=": "=", "==": "=", "<>": "<>", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_OPEN, _CLOSE = frozenset(("(", "[", "CASE")), frozenset((")", "]", "END"))
_BRACKETS = frozenset("()[]")
_TESTS = frozenset(("IS", "IN", "LIKE", "ILIKE"))
"""Words that make a scalar true or false, whatever stands around them."""
_JOINING = frozenset(("AND", "OR", "NOT", "BETWEEN", "("))
"""What a condition must have to be more than a comparison."""
_LOGICAL = frozenset(("AND", "OR", "NOT", "BETWEEN", *_TESTS, *COMPARISONS))


class ConditionError(ValueError):
    """Text that is not a condition."""


class Token(NamedTuple):
    """A word of SQL: its kind, its text as written, and the text in capitals if it is a bare word or sign.

    `name` is the name of a column, without its quotes.
    """

    kind: str
    text: str
    key: str = ""
    name: str = ""


@lru_cache(maxsize=4096)
def token(kind: str, text: str) -> Token:
    """A token with its key; the words of many rules are few."""
    name = text[1:-1].replace(text[0] * 2, text[0]) if kind == "quoted" else text
    return Token(kind, text, text.upper() if kind in ("word", "sign") else "", name)


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
    try:
        return _condition(tokens)
    except RecursionError:
        raise ConditionError("the expression is nested too deep") from None


def scalar(text: str) -> Scalar:
    """The scalar that a text states (anything but a condition with AND, OR, NOT)."""
    tokens = tokenize(text)
    if not tokens:
        raise ConditionError("the expression is empty")
    return Scalar(tokens)


def tokenize(text: str) -> Tokens:
    """The words of an SQL text, without space and comments."""
    try:
        found = tuple(map(_word, filter(None, _WORDS.findall(text))))
    except ConditionError:
        raise ConditionError(_unknown(text)) from None
    _balanced(found, text)
    return found


@lru_cache(maxsize=4096)
def _word(text: str) -> Token:
    match = _KIND.fullmatch(text)
    if match is None:
        raise ConditionError(text)
    return token(str(match.lastgroup), text)


def _unknown(text: str) -> str:
    found = next(found for found in _WORDS.finditer(text) if found[1] and not _KIND.fullmatch(found[1]))
    what = "a quote is not closed" if found[1] in "'\"`" else f"'{found[1]}' is not SQL"
    return f"{what} at character {found.start(1) + 1} of '{text}'{advice.on_sign(found[1])}"


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


def scalars(condition: Condition) -> tuple[Scalar, ...]:
    """The scalars of a condition, from left to right."""
    if isinstance(condition, Comparison):
        return (condition.left, condition.right)
    if isinstance(condition, Truth):
        return (condition.scalar,)
    if isinstance(condition, Negation):
        return scalars(condition.part)
    return tuple(scalar for part in condition.parts for scalar in scalars(part))


def rewritten(condition: Condition, rewrite: Callable[[Comparison | Truth], Condition]) -> Condition:
    """The condition with each comparison, and each scalar that is true or false itself, replaced."""
    if isinstance(condition, Junction):
        return Junction(tuple(rewritten(part, rewrite) for part in condition.parts), condition.every)
    if isinstance(condition, Negation):
        return Negation(rewritten(condition.part, rewrite))
    return rewrite(condition)


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
    for position in _outside(tokens):
        key = tokens[position].key
        if key == "BETWEEN":
            ranges += 1
        elif key == "AND" and ranges:
            ranges -= 1
        elif key == separator:
            parts.append(tokens[start:position])
            start = position + 1
    return (*parts, tokens[start:])


def _condition(tokens: Tokens) -> Condition:
    keys = [one.key for one in tokens]
    if _JOINING.isdisjoint(keys):
        return _comparison(tokens, keys)
    for word, every in (("OR", False), ("AND", True)):
        parts = split(tokens, word) if word in keys else ()
        if not all(parts):
            raise ConditionError(f"an operand is missing in '{write(tokens)}'")
        if len(parts) > 1:
            return Junction(tuple(_condition(part) for part in parts), every)
    if tokens[-1].key == "NOT":
        raise ConditionError(f"an operand is missing in '{write(tokens)}'")
    if tokens[0].key == "NOT":
        return Negation(_condition(tokens[1:]))
    if tokens[0].text == "(" and closing(tokens, 0) == len(tokens) - 1 and _logical(tokens[1:-1]):
        return _condition(tokens[1:-1])
    return ("BETWEEN" in keys and _between(tokens)) or _comparison(tokens, keys)


def _comparison(tokens: Tokens, keys: Sequence[str]) -> Condition:
    outside = range(len(keys)) if _OPEN.isdisjoint(keys) else _outside(tokens)
    signs = [position for position in outside if keys[position] in COMPARISONS]
    if not signs or (not _TESTS.isdisjoint(keys) and any(keys[position] in _TESTS for position in outside)):
        return Truth(Scalar(tokens))
    left, right = tokens[: signs[0]], tokens[signs[-1] + 1 :]
    if not left or not right or (len(signs) > 1 and any(b - a == 1 for a, b in pairwise(signs))):
        raise ConditionError(f"an operand is missing in '{write(tokens)}'{_reversed(tokens)}")
    if len(signs) > 1:
        both = f"; write {write(tokens[: signs[1]])} AND {write(tokens[signs[0] + 1 :])}"
        raise ConditionError(f"two comparisons in one in '{write(tokens)}'{advice.on_conclusion(keys) or both}")
    if "NULL" in keys and any(len(side) == 1 and side[0].key == "NULL" for side in (left, right)):
        raise ConditionError(f"nothing equals NULL in '{write(tokens)}'; write IS NULL or IS NOT NULL")
    return Comparison(Scalar(left), COMPARISONS[keys[signs[0]]], Scalar(right))


def _reversed(tokens: Tokens) -> str:
    """What is meant by `=>` and `=<`."""
    pairs = {earlier.text + later.text for earlier, later in pairwise(tokens)}
    return next((f"; write {meant}" for mark, meant in (("=>", ">="), ("=<", "<=")) if mark in pairs), "")


def _between(tokens: Tokens) -> Condition | None:
    places = [position for position in _outside(tokens) if tokens[position].key == "BETWEEN"]
    if not places:
        return None
    negated = places[0] > 0 and tokens[places[0] - 1].key == "NOT"
    value, limits = tokens[: places[0] - negated], tokens[places[0] + 1 :]
    ands = [position for position in _outside(limits) if limits[position].key == "AND"]
    if not value or len(ands) != 1 or ands[0] in (0, len(limits) - 1):
        raise ConditionError(f"'{write(tokens)}' is not of the form x BETWEEN a AND b")
    low, high = limits[: ands[0]], limits[ands[0] + 1 :]
    both = Junction(
        (Comparison(Scalar(value), ">=", Scalar(low)), Comparison(Scalar(value), "<=", Scalar(high))), every=True
    )
    return Negation(both) if negated else both


def _logical(tokens: Tokens) -> bool:
    """Whether bracketed tokens are a condition of their own, not a bracketed number."""
    return any(tokens[position].key in _LOGICAL for position in _outside(tokens)) or (
        bool(tokens) and tokens[0].text == "(" and closing(tokens, 0) == len(tokens) - 1 and _logical(tokens[1:-1])
    )


def _outside(tokens: Tokens) -> Sequence[int]:
    """The positions outside all brackets."""
    if _OPEN.isdisjoint([one.key for one in tokens]):
        return range(len(tokens))
    return [position for position, depth in _depths(tokens) if not depth]


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


def _balanced(tokens: Tokens, text: str) -> None:
    pairs = {")": "(", "]": "["}
    if _BRACKETS.isdisjoint(text):
        return
    stack: list[str] = []
    for token in tokens:
        if token.text in pairs.values() and token.kind == "sign":
            stack.append(token.text)
        elif token.text in pairs and token.kind == "sign" and (not stack or stack.pop() != pairs[token.text]):
            raise ConditionError(f"a closing '{token.text}' has no opening one in '{text}'")
    if stack:
        raise ConditionError(f"a bracket is not closed in '{text}'")
