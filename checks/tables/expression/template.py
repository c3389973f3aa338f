"""Messages of rules: text with `{column}` or `{expression}`, and a format behind a colon as in `{share:.1%}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from checks.regex import lazy
from checks.tables.expression.condition import ConditionError, Scalar, scalar
from checks.tables.expression.growth import LONGEST, check_format

_PART = lazy(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_FORMAT = lazy(r"(?<!:):([<>=^+\- ,_0-9.]*[a-zA-Z%]?)$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a message for the value of an expression."""

    scalar: Scalar
    format: str = ""


Template: TypeAlias = tuple[str | Slot, ...]


def template(text: str) -> Template:
    """A message with its slots; raises `ConditionError` for a brace that is not closed or an empty slot."""
    parts: list[str | Slot] = []
    at = 0
    for match in _PART.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        if match.group() in ("{{", "}}"):
            parts.append(match.group()[0])
        elif match[1] is None:
            raise ConditionError(f"a brace is not closed in the message '{text}'; write {{{{ for a brace itself")
        else:
            parts.append(_slot(match[1], text))
    return tuple(part for part in (*parts, text[at:]) if part)


def _slot(inner: str, text: str) -> Slot:
    spec = _FORMAT.search(inner)
    expression = inner[: spec.start()] if spec else inner
    if not expression.strip():
        raise ConditionError(f"a slot is empty in the message '{text}'")
    if spec:
        _checked(spec[1], text)
    return Slot(scalar(expression), spec[1] if spec else "")


def _checked(spec: str, text: str) -> None:
    check_format(spec)
    for one in (1.5, 1, "a", date(2000, 1, 1)):
        try:
            format(one, spec)
        except ValueError:
            continue
        return
    raise ConditionError(f"'{spec}' is no format in the message '{text}'")


def fill(parts: Template, values: Mapping[str, Any]) -> str:
    """The message on one line; `values` holds the value of each slot by the text of its expression."""
    text = "".join(part if isinstance(part, str) else _written(values[part.scalar.text], part.format) for part in parts)
    return " ".join(text.split())


def _written(value: Any, spec: str) -> str:
    if spec and value is not None:
        try:
            return shortened(format(value, spec))
        except (ValueError, TypeError):
            pass
    return shortened(written(value))


def shortened(text: str) -> str:
    """A value no longer than a message can hold."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def written(value: Any) -> str:
    """A value as a message shows it: 45 for 45.0, no more digits than a reader can use."""
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.6g}"
    if isinstance(value, Decimal):
        whole, point, part = f"{value:f}".partition(".")
        return f"{whole}{point}{part[:2]}{part[2:].rstrip('0')}"
    if isinstance(value, str) and value != value.strip():
        return f"'{value}'"
    return str(plain(value))


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if abs(value) < float("inf") else str(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | timedelta):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value)
