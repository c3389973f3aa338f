"""Laws of quantities: what is printed in any spelling is read back, and no text makes reading crash or crawl."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.document import Document
from checks.extract import quantity as room
from checks.extract.batch import Batch
from checks.extract.quantity import quantities
from checks.facts import Quantities

law = settings(deadline=None, max_examples=15)
"""Of eight cases each, which are read as one batch: to read one text takes as long as to read a dozen."""

pytestmark = pytest.mark.slow

Case = TypeVar("Case")
Row = dict[str, Any]

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
ONES = SMALL.split()
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS = {
    "kilometre": ("km", "kilometres", "kilometers"),
    "kilogram": ("kg", "kilograms"),
    "percent": ("%", "percent", "per cent"),
    "mile per hour": ("mph", "miles per hour"),
    "US dollar": ("dollars", "US dollars"),
    "euro": ("euros", "€"),
    "square mile": ("square miles", "sq mi"),
    "hour": ("hours",),
    "rower": ("rowers",),
}
HEDGES = {"exact": ("",), "about": ("about ", "roughly "), "more_than": ("more than ",), "up_to": ("up to ",)}


def in_words(number: int) -> str:
    """A whole number below a million in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    rest = f" {in_words(number % 1000)}" if number % 1000 else ""
    return f"{in_words(number // 1000)} thousand{rest}"


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, float]:
    """A number as printed, and its value."""
    form = draw(st.sampled_from(("plain", "grouped", "narrow", "decimal", "words", "scaled")))
    if form == "plain":
        whole = draw(st.integers(2, 999))
        return str(whole), float(whole)
    if form in ("grouped", "narrow"):
        whole = draw(st.integers(1_000, 999_999_999))
        return f"{whole:,}".replace(",", "," if form == "grouped" else "\u202f"), float(whole)
    if form == "words":
        whole = draw(st.integers(2, 999_999))
        return in_words(whole), float(whole)
    hundredths = draw(st.integers(1, 99_999))
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    if form == "decimal":
        return text, float(text)
    scale, word = draw(
        st.sampled_from(((1e3, " thousand"), (1e6, " million"), (1e6, "mn"), (1e9, " billion"), (1e9, "bn")))
    )
    return text + word, float(f"{float(text) * scale:.15g}")


@st.composite
def printed(draw: st.DrawFn) -> tuple[str, str, float, str, str]:
    """Text before, the quantity, its value, unit and bound."""
    number, value = draw(numbers())
    unit = draw(st.sampled_from(sorted(UNITS)))
    spelling = draw(st.sampled_from(UNITS[unit]))
    bound = draw(st.sampled_from(sorted(HEDGES)))
    hedge = draw(st.sampled_from(HEDGES[bound]))
    tight = not spelling.isalpha() and not spelling[0].isalpha() and number[-1].isdigit()
    return f"They reached {hedge}", f"{number}{'' if tight else ' '}{spelling}", value, unit, bound


def several(case: st.SearchStrategy[Case]) -> st.SearchStrategy[list[Case]]:
    """Cases that are read together."""
    return st.lists(case, min_size=8, max_size=8)


def frame(texts: Sequence[str]) -> pl.DataFrame:
    """The validated frame of the quantities of texts."""
    found = quantities(Batch.of([Document(str(at), text) for at, text in enumerate(texts)]))
    numbered = found.with_columns(mention=pl.int_range(pl.len(), dtype=pl.UInt32))
    return Quantities.validate(numbered.select(list(Quantities.to_schema().columns)))


def read(texts: Sequence[str]) -> list[list[Row]]:
    """The quantities of each text."""
    found: list[list[Row]] = [[] for _ in texts]
    for row in frame(texts).iter_rows(named=True):
        found[row["document"]].append(row)
    return found


Printed = tuple[str, str, float, str, str]


@law
@given(several(printed()))
def test_what_is_printed_is_read_back(cases: list[Printed]) -> None:
    texts = [f"{before}{quantity} that year." for before, quantity, *_ in cases]
    for (_, quantity, value, unit, bound), text, (row, *_) in zip(cases, texts, read(texts), strict=True):
        assert (row["text"], row["unit"], row["bound"]) == (quantity, unit, bound)
        assert math.isclose(row["value"], value, rel_tol=1e-9)
        assert text[row["start"] : row["end"]] == quantity


RANGES = st.tuples(
    st.integers(2, 400), st.integers(1, 400), st.sampled_from(("-", "–", " to ")), st.sampled_from(sorted(UNITS))
).filter(lambda case: case[2] != " to " or case[0] + case[1] <= 8 * case[0])


@law
@given(several(RANGES))
def test_a_range_has_both_ends(cases: list[tuple[int, int, str, str]]) -> None:
    ends = [(low, low + more, joint, unit, UNITS[unit][-1]) for low, more, joint, unit in cases]
    texts = [
        f"It took {low}{joint}{high}{'' if spelling in '€%' else ' '}{spelling} in all."
        for low, high, joint, _, spelling in ends
    ]
    found = [[(row["value"], row["value_high"], row["unit"]) for row in rows] for rows in read(texts)]
    assert found == [[(low, high, unit)] for low, high, _, unit, _ in ends]


DIGITS = numbers().filter(lambda number: number[0][0].isdigit())


@law
@given(several(st.tuples(DIGITS, st.sampled_from(("$", "£", "€", "US$", "HK$", "USD ", "Rs ")))))
def test_money_before_the_number(cases: list[tuple[tuple[str, float], str]]) -> None:
    texts = [f"It is worth {sign}{text} now." for (text, _), sign in cases]
    for ((text, value), sign), (row, *_) in zip(cases, read(texts), strict=True):
        assert row["text"] == sign + text
        assert row["unit_kind"] == "money"
        assert math.isclose(row["value"], value, rel_tol=1e-9)


Form = tuple[str, str, float | tuple[float, float], str | None]

FORMS: dict[str, Callable[[int, int, int], Form]] = {
    "feet and inches": lambda a, b, c: ("", f"{a}ft {b}in", a + b / 12, "foot"),
    "hyphened feet and inches": lambda a, b, c: ("", f"{a}-foot-{b}-inch", a + b / 12, "foot"),
    "inches not printed": lambda a, b, c: ("", f"{a}'{b}", a + b / 12, "foot"),
    "pounds and ounces": lambda a, b, c: ("", f"{a} lb {b} oz", a + b / 16, "pound"),
    "stones and pounds": lambda a, b, c: ("", f"{a} stone {b} pounds", a + b / 14, "stone"),
    "hours and minutes": lambda a, b, c: ("", f"{a} hours {b} minutes", a + b / 60, "hour"),
    "dollars and cents": lambda a, b, c: ("", f"{a} dollars and {b} cents", a + b / 100, "US dollar"),
    "adjective": lambda a, b, c: ("", f"{a}-mile", a, "mile"),
    "area": lambda a, b, c: ("", f"{a} sq km", a, "square kilometre"),
    "area in words": lambda a, b, c: ("", f"{a},000-square-foot", 1000 * a, "square foot"),
    "speed": lambda a, b, c: ("", f"{a} kilometres an hour", a, "kilometre per hour"),
    "rate": lambda a, b, c: ("", f"{a} litres per second", a, "litre per second"),
    "consumption": lambda a, b, c: ("", f"{b} litres per 100 km", b, "litre per 100 kilometres"),
    "density": lambda a, b, c: ("", f"{a} people per square mile", a, "person per square mile"),
    "density alone": lambda a, b, c: ("", f"{a} per square mile", a, "per square mile"),
    "price": lambda a, b, c: ("", f"${a}.50 a barrel", a + 0.5, "US dollar per barrel"),
    "points": lambda a, b, c: ("", f"{a} basis points", a, "basis point"),
    "percentage points": lambda a, b, c: ("", f"{a}.{b} percentage points", a + b / 10, "percentage point"),
    "lakh": lambda a, b, c: ("", f"{a} lakh rupees", 1e5 * a, "Indian rupee"),
    "crore": lambda a, b, c: ("", f"Rs {a} crore", 1e7 * a, "Indian rupee"),
    "country's dollar": lambda a, b, c: ("", f"HK${a}m", 1e6 * a, "Hong Kong dollar"),
    "currency behind": lambda a, b, c: ("", f"{a} Swiss francs", a, "Swiss franc"),
    "code": lambda a, b, c: ("", f"EUR {a}bn", 1e9 * a, "euro"),
    "millions of a unit": lambda a, b, c: ("", f"{a}m hectares", 1e6 * a, "hectare"),
    "fold": lambda a, b, c: ("", f"{a}-fold", a, "time"),
    "times": lambda a, b, c: ("", f"{a} times", a, "time"),
    "fraction": lambda a, b, c: ("", f"{a} 1/{b + 1} cups", a + 1 / (b + 1), "cup"),
    "sign of a fraction": lambda a, b, c: ("", f"{a}¾ cups", a + 0.75, "cup"),
    "fraction in words": lambda a, b, c: ("", f"{in_words(b + 1)} and a half miles", b + 1.5, "mile"),
    "point in words": lambda a, b, c: ("", f"{in_words(b)} point {in_words(b)} miles", b + b / 10, "mile"),
    "dozens": lambda a, b, c: ("", f"{in_words(b + 1)} dozen eggs", 12 * (b + 1), "egg"),
    "share": lambda a, b, c: ("", f"{b} in {a + b} homes", b / (a + b), "home"),
    "share in words": lambda a, b, c: ("", f"one in {in_words(b + 1)} homes", 1 / (b + 1), "home"),
    "ratio": lambda a, b, c: ("a ratio of ", f"{a}:{b}", a / b, None),
    "odds": lambda a, b, c: ("odds of ", f"{a}-to-{b}", a / b, None),
    "counted": lambda a, b, c: ("", f"{a} suspected smugglers", a, "suspected smuggler"),
    "age": lambda a, b, c: ("a ", f"{a}-year-old", a, "year of age"),
    "months of age": lambda a, b, c: ("a girl ", f"{b + 1} months old", b + 1, "month of age"),
    "bare age": lambda a, b, c: ("a man aged ", f"{a}", a, "year of age"),
    "decade of a life": lambda a, b, c: ("a man in his ", f"{b}0s", (10 * b, 10 * b + 9), "year of age"),
    "cold": lambda a, b, c: ("", f"minus {a} degrees Celsius", -a, "degree Celsius"),
    "colder": lambda a, b, c: ("", f"−{a} °C", -a, "degree Celsius"),
    "below zero": lambda a, b, c: ("", f"{a} degrees below zero", -a, "degree"),
    "tolerance": lambda a, b, c: ("", f"{a} ± {b} mm", (a - b, a + b), "millimetre"),
    "range of money": lambda a, b, c: ("", f"${a}-{c} million", (1e6 * a, 1e6 * c), "US dollar"),
    "range of letters": lambda a, b, c: ("", f"£{a}m-£{c}m", (1e6 * a, 1e6 * c), "pound sterling"),
    "range between": lambda a, b, c: ("between ", f"{a} and {c} percent", (a, c), "percent"),
    "range from": lambda a, b, c: ("from ", f"{a} to {c} percent", (a, c), "percent"),
    "range of people": lambda a, b, c: ("between ", f"{a} and {c} million people", (1e6 * a, 1e6 * c), "people"),
    "range of degrees": lambda a, b, c: ("", f"{a}C-{c}C", (a, c), "degree Celsius"),
    "falling cold": lambda a, b, c: ("", f"−{a} to −{c} °C", (-a, -c), "degree Celsius"),
}  # fmt: skip


@st.composite
def forms(draw: st.DrawFn) -> tuple[str, Form, str]:
    """Text before, a form with its figures, and its bound."""
    form, small = draw(st.sampled_from(sorted(FORMS))), draw(st.integers(1, 9))
    first = draw(st.integers(10, 90))
    small = max(small, 2) if form == "decade of a life" else small
    made = FORMS[form](first, small, first + draw(st.integers(1, 9)))
    bound = draw(st.sampled_from(sorted(HEDGES)))
    bound = "exact" if made[0] or form == "odds" else bound
    return f"They saw {HEDGES[bound][-1]}{made[0]}", made, bound


@law
@given(several(forms()))
def test_every_form_is_read_back(cases: list[tuple[str, Form, str]]) -> None:
    texts = [f"{before}{quantity} there." for before, (_, quantity, _, _), _ in cases]
    for (_, (_, quantity, value, unit), bound), (row, *_) in zip(cases, read(texts), strict=True):
        low, high = value if isinstance(value, tuple) else (value, value)
        assert (row["text"], row["unit"], row["bound"]) == (quantity, unit, bound)
        assert (row["value"], row["value_high"]) == pytest.approx((low, high), rel=1e-9)


SIDES = st.tuples(st.integers(2, 90), st.integers(1, 90), st.sampled_from((" by ", " x ", "x", "×", " × "))).filter(
    lambda case: case[0] > 12 or case[1] < 25 * case[0]
)


@law
@given(several(SIDES))
def test_the_sides_of_a_thing_share_their_unit(cases: list[tuple[int, int, str]]) -> None:
    found = read([f"A sheet of {first}{joint}{second} cm lay there." for first, second, joint in cases])
    assert [[(row["value"], row["unit"]) for row in rows] for rows in found] == [
        [(first, "centimetre"), (second, "centimetre")] for first, second, _ in cases
    ]


HEAP = (
    "1 2 10 1,000 $ € £ - – % to and million half|a a|third|of ft in \" ' ( ) ° C F ½ × 10^ − . , ² km / per a one "
    "hundred and|a|half dozens|of U.S. é 日 😀 \u202f \xa0 from between about twenty point five m k bn of|the "
    "people 12:30 1/2 1/0 e5 \x7f RM PS M kr minus p s st or in|the old year years|old"
)
PIECES = st.sampled_from([piece.replace("|", " ") for piece in HEAP.split(" ")])


def consistent(texts: Sequence[str]) -> None:
    """What must hold of the quantities of any text."""
    for text, rows in zip(texts, read(texts), strict=True):
        text, reach = text.replace("\x00", " "), 0
        for row in rows:
            assert text[row["start"] : row["end"]] == row["text"]
            assert row["start"] >= reach
            assert row["start"] <= row["number_start"] < row["number_end"]
            assert math.isfinite(row["value"])
            assert row["step"] > 0
            assert row["coarse"] > 0
            assert row["low"] <= row["high"]
            reach = row["end"]


@law
@given(several(st.lists(st.tuples(PIECES, st.sampled_from(("", " ", "\n"))), max_size=30)))
def test_no_heap_of_pieces_breaks_reading(heaps: list[list[tuple[str, str]]]) -> None:
    consistent(["".join(piece + gap for piece, gap in pieces) for pieces in heaps])


JOINED = (
    "from 5 to 10 km|5 ft 11 in|$3-4 billion|280 of the 1,500 workers|10, 12 and 15 percent|72 degrees (22C)|12 men"
)


@law
@given(
    st.lists(st.tuples(st.sampled_from(JOINED.split("|")), st.sampled_from((" ", "\n", f" {'so ' * 20}"))), max_size=12)
)
def test_reading_in_blocks_changes_nothing(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    whole = frame(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_FEW", 1)
        assert frame(text).equals(whole, null_equal=True)


def test_few_figures_are_in_memory_at_a_time() -> None:
    data = b"$5 (\xe2\x82\xac4) " * 10_000
    sizes = [len(found) for found in room._found(data, ())]
    assert sum(sizes) == 20_000
    assert max(sizes) <= room._MANY


@law
@given(several(st.text(max_size=80)))
def test_no_text_breaks_reading(texts: list[str]) -> None:
    consistent(texts)


@law
@given(several(st.binary(max_size=80)))
def test_no_bytes_break_reading(several: list[bytes]) -> None:
    consistent([data.decode("utf-8", "replace") for data in several])


@law
@given(several(st.tuples(printed(), st.text(alphabet="abc ü\n", max_size=20))))
def test_a_prefix_shifts_every_span_and_nothing_else(cases: list[tuple[Printed, str]]) -> None:
    texts = [f"{before}{quantity} that year." for (before, quantity, *_), _ in cases]
    shifts = [len(prefix) + 1 for _, prefix in cases]
    moved = ["start", "end", "number_start", "number_end", "hedge_start", "hedge_end"]
    plain = frame(texts).drop("mention", "sentence")
    shifted = frame([f"{prefix}\n{text}" for (_, prefix), text in zip(cases, texts, strict=True)])
    by = pl.col("document").replace_strict(dict(enumerate(shifts)), return_dtype=pl.Int64)
    expected = plain.with_columns((pl.col(name) + by).cast(plain.schema[name]) for name in moved)
    assert shifted.drop("mention", "sentence").equals(expected, null_equal=True)
