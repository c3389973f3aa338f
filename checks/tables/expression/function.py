"""The functions of our own that an expression may call, written out in the SQL that Polars knows.

| call | meaning |
| --- | --- |
| `convert(x, 'km2', 'mi2')` | x taken from one unit of measure to another of its dimension, by exact factors |
| `step(x)` | the place of the last printed digit of a column: 0.01 for 2.70, 1 for 45 |
| `printed(x)` | the digits of a column as printed, a string |
| `days_between(a, b)` | days from date a to date b |
| `months_between(a, b)`, `years_between(a, b)` | completed months or years from a to b, as ages are counted |
| `weekday(d)` | the English name of the day |
| `agree(a, b)` | a and b are the same number at the precision they are printed with |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from checks.lexicon.unit import Unit, unit_symbols, unit_words, units
from checks.near import did_you_mean
from checks.tables.expression.condition import ConditionError, Token, Tokens, calls, closing, token, tokenize, write
from checks.tables.expression.growth import check_calls
from checks.wording import counted

STEP, PRINTED = "step({})", "printed({})"
"""Names of the derived columns that hold the step and the printed digits of a column."""

_AGGREGATES_WORDS = """
SUM AVG MIN MAX COUNT FIRST LAST MEDIAN STDDEV STDEV STDDEV_SAMP STDEV_SAMP VARIANCE VAR VAR_SAMP
"""
AGGREGATES = frozenset(_AGGREGATES_WORDS.split())
_CLOCK_WORDS = """
NOW CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP TODAY RANDOM RAND
"""
_CLOCK = frozenset(_CLOCK_WORDS.split())
_BARRED = _CLOCK | {"SELECT", "OVER"}
_SQL_WORDS = """
ABS ACOS ASIN ATAN ATAN2 BIT_LENGTH BTRIM CAST CBRT CEIL CEILING CHAR_LENGTH COALESCE CONCAT CONCAT_WS COS COT
DATE DATE_PART DAY DAYOFWEEK DEGREES DIV ENDS_WITH EXP EXTRACT FLOOR GREATEST HOUR IF IFNULL INITCAP LEAST LEFT
LENGTH LN LOG LOG10 LOG2 LOWER LTRIM MINUTE MOD MONTH NULLIF OCTET_LENGTH PI POSITION POW POWER QUARTER RADIANS
REGEXP_LIKE REPLACE REVERSE RIGHT ROUND RTRIM SECOND SIGN SIN SQRT STARTS_WITH STRFTIME STRPOS STRPTIME SUBSTR
SUBSTRING TAN TIMESTAMP TRIM TRUNC TRY_CAST UPPER WEEK YEAR DOY DOW ISODOW DECADE CENTURY
"""
_SQL = frozenset(_SQL_WORDS.split())
_SAFE_WORDS = """
ABS CAST CEIL CEILING COALESCE EXTRACT FLOOR GREATEST LEAST NULLIF ROUND SIGN TRUNC STRFTIME LENGTH LOWER UPPER
TRIM
"""
_NARROW_WORDS = """
BIT_LENGTH CENTURY CHAR_LENGTH CHARACTER_LENGTH DATE_PART DAY DAYOFWEEK DECADE DOW DOY EXTRACT HOUR ISODOW LENGTH
MINUTE MONTH OCTET_LENGTH POSITION QUARTER SECOND STRPOS WEEK YEAR
"""
_NARROW = frozenset(_NARROW_WORDS.split())
"""Functions whose numbers Polars keeps in so few bits that `month(d) * 100` would wrap around."""
_WIDE = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "INT1", "INT2", "INT4"), "BIGINT"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINT", "UINTEGER", "UINT1", "UINT2", "UINT4", "UBIGINT"), "BIGINT"),
    **dict.fromkeys(("REAL", "FLOAT", "FLOAT4"), "DOUBLE"),
}
"""Types of CAST that are narrower than what is calculated with, and what stands for them."""
SAFE = frozenset(_SAFE_WORDS.split())
"""Functions that give no NaN for finite arguments."""


def unit(name: str) -> Unit:
    """A unit of measure by its name, a word or a symbol; raises `ConditionError` naming the nearest."""
    known = units()
    canonical = unit_symbols().get(name) or unit_words().get(name.lower()) or (name if name in known else None)
    if canonical is None:
        near = did_you_mean(name, [*known, *unit_symbols(), *unit_words()])
        raise ConditionError(f"no unit of measure '{name}'{near}")
    return known[canonical]


def conversion(source: str, target: str) -> tuple[float, float]:
    """Factor and offset that take a value in one unit to another: `value * factor + offset`."""
    one, other = unit(source), unit(target)
    if one.dimension != other.dimension:
        raise ConditionError(
            f"'{source}' measures {one.dimension} and '{target}' {other.dimension}; "
            "one cannot be converted to the other"
        )
    return one.factor / other.factor, (one.offset - other.offset) / other.factor


def expand(tokens: Tokens) -> Tokens:
    """Tokens with our functions written out in SQL and each divisor made null where it is zero."""
    keys = {one.key for one in tokens}
    if "AS" in keys or "::" in keys:
        tokens = _widened(tokens)
    if "(" in keys:
        tokens = replace(tokens, _expanded)
    return tokens if _DIVIDES.isdisjoint([one.key for one in tokens]) else _guard_divisors(tokens)


def _widened(tokens: Tokens) -> Tokens:
    """Tokens with the narrow types of casts made wide."""
    return (
        *tokens[:1],
        *(
            token("word", _WIDE.get(one.key, one.text)) if before.key in ("AS", "::") else one
            for before, one in pairwise(tokens)
        ),
    )


def replace(tokens: Tokens, rewrite: Callable[[str, tuple[Tokens, ...]], Tokens | None]) -> Tokens:
    """Tokens with every call that `rewrite` has an answer for replaced, inner calls too."""
    out: list[Token] = []
    at = 0
    for start, end, name, arguments in calls(tokens):
        out += tokens[at:start]
        answer = rewrite(name, arguments)
        if answer is None:
            out += [*tokens[start : start + 2], *replace(tokens[start + 2 : end - 1], rewrite), tokens[end - 1]]
        else:
            out += answer
        at = end
    return (*out, *tokens[at:])


def names(tokens: Tokens) -> set[str]:
    """The functions that are called, in capitals."""
    found: set[str] = set()
    if all(one.text != "(" for one in tokens):
        return found
    for start, end, name, _ in calls(tokens):
        found |= {name} | names(tokens[start + 2 : end - 1])
    return found


def check_names(tokens: Tokens) -> None:
    """Raise `ConditionError` for what no expression may do: read the clock, draw lots, query, or make
    something huge of a little.
    """
    for one in tokens:
        if one.key not in _BARRED:
            continue
        if one.key in _CLOCK:
            raise ConditionError(
                f"{one.text} is not allowed: the outcome of a rule must not depend on the clock or on chance"
            )
        raise ConditionError(f"{one.key} is not allowed in an expression; use the kinds group, order or reference")
    check_calls(tokens)


def explain_unknown(tokens: Tokens, also: Iterable[str] = ()) -> str:
    """What to say of a call that Polars does not know, or nothing if all are known."""
    known = {*_SQL, *AGGREGATES, *_OURS, "STEP", "PRINTED", "AGREE", *also}
    for name in sorted(names(tokens)):
        if name not in known:
            return f"no function '{name.lower()}'{did_you_mean(name.lower(), (one.lower() for one in known))}"
    return ""


_DIVIDES = frozenset(("/", "//", "%", "DIV", "MOD"))


def divisors(tokens: Tokens) -> list[Tokens]:
    """What is divided by, as written, literals left out; raises `ConditionError` for a literal zero."""
    if _DIVIDES.isdisjoint([one.key for one in tokens]):
        return []
    found: list[Tokens] = []
    for position, one in enumerate(tokens):
        if one.key in ("/", "//", "%"):
            end = _primary(tokens, position + 1)
            found.append(tokens[position + 1 : end])
    for start, end, name, arguments in calls(tokens):
        if name in ("DIV", "MOD") and len(arguments) == 2:
            found.append(arguments[1])
        found += divisors(tokens[start + 2 : end - 1]) if name in ("DIV", "MOD") else []
    for divisor in found:
        if len(divisor) == 1 and divisor[0].kind == "number" and float(divisor[0].text) == 0:
            raise ConditionError(f"division by zero in '{write(tokens)}'")
    return [divisor for divisor in found if not (len(divisor) == 1 and divisor[0].kind == "number")]


def column_argument(name: str, arguments: tuple[Tokens, ...]) -> str:
    """The bare column that a function speaks of."""
    if len(arguments) != 1 or len(arguments[0]) != 1 or arguments[0][0].kind not in ("word", "quoted"):
        raise ConditionError(f"{name.lower()}() takes the name of one column")
    return arguments[0][0].name


def quoted(name: str) -> Token:
    """The token that names a column whatever its name is."""
    return token("quoted", '"' + name.replace('"', '""') + '"')


def spelled(name: str) -> str:
    """The name of a column as an expression may write it: quoted only if it must be."""
    return name if name.isidentifier() else quoted(name).text


def told(names: Iterable[str]) -> str:
    """The beginning of a message that tells the keys of a group: `region {region}: `."""
    listed = ", ".join(f"{name} {{{spelled(name)}}}" for name in names)
    return f"{listed}: " if listed else ""


def _expanded(name: str, arguments: tuple[Tokens, ...]) -> Tokens | None:
    if name == "STEP":
        return (quoted(STEP.format(column_argument(name, arguments))),)
    if name == "PRINTED":
        return (quoted(PRINTED.format(column_argument(name, arguments))),)
    if name in _NARROW:
        return tokenize(f"CAST({name}({', '.join(write(expand(argument)) for argument in arguments)}) AS BIGINT)")
    if name in ("POW", "POWER") and len(arguments) == 2:
        one, other = map(write, map(expand, arguments))
        return tokenize(f"POWER(CAST({one} AS DOUBLE), {other})")
    if name not in _OURS:
        return None
    count, build = _OURS[name]
    if len(arguments) != count:
        raise ConditionError(f"{name.lower()}() takes {counted(count, 'arguments')}, not {len(arguments)}")
    return build(*(expand(argument) for argument in arguments))


def _convert(value: Tokens, source: Tokens, target: Tokens) -> Tokens:
    if any(len(side) != 1 or side[0].kind != "string" for side in (source, target)):
        raise ConditionError("convert() takes its units as strings: convert(area, 'km2', 'mi2')")
    factor, offset = conversion(source[0].text[1:-1], target[0].text[1:-1])
    return tokenize(f"(({write(value)}) * {factor!r} + ({offset!r}))" if offset else f"(({write(value)}) * {factor!r})")


def _days(start: Tokens, end: Tokens) -> Tokens:
    return tokenize(f"({_day_number(end)} - {_day_number(start)})")


def _day_number(day: Tokens) -> str:
    return f"CAST(CAST({write(day)} AS DATE) AS BIGINT)"


def _months(start: Tokens, end: Tokens) -> Tokens:
    return tokenize(f"CAST({_month_count(start, end)} AS BIGINT)")


def _month_count(start: Tokens, end: Tokens) -> str:
    a, b = f"CAST({write(start)} AS DATE)", f"CAST({write(end)} AS DATE)"
    months = f"((YEAR({b}) - YEAR({a})) * 12 + MONTH({b}) - MONTH({a}))"
    return f"({months} - CASE WHEN DAY({b}) < DAY({a}) THEN 1 ELSE 0 END)"


def _years(start: Tokens, end: Tokens) -> Tokens:
    return tokenize(f"CAST(FLOOR({_month_count(start, end)} / 12) AS BIGINT)")


def _weekday(day: Tokens) -> Tokens:
    return tokenize(f"STRFTIME({write(day)}, '%A')")


DATED = frozenset(
    ("DAYS_BETWEEN", "MONTHS_BETWEEN", "YEARS_BETWEEN", "WEEKDAY", "YEAR", "MONTH", "DAY", "QUARTER", "WEEK")
)
"""Functions of dates."""
_OURS: dict[str, tuple[int, Callable[..., Tokens]]] = {
    "CONVERT": (3, _convert),
    "DAYS_BETWEEN": (2, _days),
    "MONTHS_BETWEEN": (2, _months),
    "YEARS_BETWEEN": (2, _years),
    "WEEKDAY": (1, _weekday),
}


def _guard_divisors(tokens: Tokens) -> Tokens:
    """`a / b` as `a / NULLIF(b, 0)`: a quotient by zero is no number, and not infinity either."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        out.append(tokens[at])
        at += 1
        if out[-1].key in ("/", "//", "%"):
            end = _primary(tokens, at)
            divisor = _guard_divisors(tokens[at:end])
            literal = len(divisor) == 1 and divisor[0].kind == "number"
            out += divisor if literal else [token("word", "NULLIF"), *_bracketed(divisor)]
            at = end
    return tuple(out)


def _bracketed(divisor: Tokens) -> Tokens:
    sign = [token("sign", mark) for mark in "(,)"]
    return (sign[0], *divisor, sign[1], token("number", "0"), sign[2])


def _primary(tokens: Tokens, start: int) -> int:
    """The end of the operand that begins at `start`: signs, then a name, number, call or bracket, then its casts."""
    at = start
    while at < len(tokens) and tokens[at].text in ("-", "+"):
        at += 1
    if at >= len(tokens):
        raise ConditionError(f"an operand is missing in '{write(tokens)}'")
    if tokens[at].text == "(":
        at = closing(tokens, at) + 1
    elif at + 1 < len(tokens) and tokens[at].kind == "word" and tokens[at + 1].text == "(":
        at = closing(tokens, at + 1) + 1
    else:
        at += 1
    while at + 1 < len(tokens) and tokens[at].text == "::":
        at += 2
    return at
