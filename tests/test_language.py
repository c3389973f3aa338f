"""Texts that are not English are told of; what is too short or no prose is not."""

import pytest

import checks
from checks.read import from_text

GERMAN = (
    "Die Brücke wurde im Jahr 1901 eröffnet und verbindet seitdem die beiden Teile der Stadt miteinander. "
    "Sie ist rund hundertzwanzig Meter lang, und bis heute fahren jeden Tag mehrere tausend Menschen mit dem Rad "
    "oder der Bahn darüber. Im Winter wird sie oft gesperrt, weil sich auf der Fahrbahn schnell eine dicke Schicht "
    "aus Eis bildet, die nur schwer zu entfernen ist und schon viele Unfälle verursacht hat."
)
SPANISH = (
    "El puente fue abierto al público en 1901 y desde entonces une las dos partes de la ciudad. Tiene unos ciento "
    "veinte metros de largo y cada día lo cruzan miles de personas en bicicleta o en tren, sobre todo por la mañana. "
    "En invierno se cierra con frecuencia porque el hielo cubre la calzada y ya ha causado muchos accidentes graves."
)
JAPANESE = "橋は1901年に開通し、それ以来、町の二つの地区を結んでいる。長さは約120メートルである。"
RUSSIAN = "Мост был открыт в 1901 году и с тех пор соединяет две части города."
ENGLISH = (
    "The bridge was opened in 1901 and has joined the two parts of the town ever since. It is some hundred metres "
    "long, and thousands of people cross it by bicycle or by train on every day of the week."
)
FIXES = "\n".join(f"- fix typo in {word} docs, update dependencies, bump version" for word in "abcdefghijklmnop")
SCORES = "\n".join(
    f"Kestrel Heights d. Marlow Springs {n}-1, Oakridge d. Fairmont 6-{n} 7-5 12-10 sets" for n in range(9)
)


def is_told(text: str, kind: str = "text") -> bool:
    return [one.rule for one in from_text(text, kind=kind).notices] == ["not-english"]


@pytest.mark.parametrize("kind", ["text", "markdown"])
@pytest.mark.parametrize("text", [GERMAN, SPANISH, JAPANESE, RUSSIAN, f"README\n\n{JAPANESE}\n\nInstall with pip.\n"])
def test_a_text_that_is_not_english_is_told_of(text: str, kind: str) -> None:
    assert is_told(text, kind)


@pytest.mark.parametrize("kind", ["text", "markdown"])
@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        f"{ENGLISH}\n\n{GERMAN}\n\n{JAPANESE}",
        GERMAN[:100],
        "東京",
        FIXES,
        SCORES,
        "α, β and γ are angles; 5 ≤ x ≤ 7 → 12 ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓",
        "",
    ],
)
def test_english_and_what_is_no_prose_are_not(text: str, kind: str) -> None:
    assert not is_told(text, kind)


def test_code_and_tables_are_not_looked_at() -> None:
    assert not is_told(f"```\n{GERMAN}\n{JAPANESE}\n```\n", "markdown")
    assert not is_told(f"| a | b |\n|---|---|\n| {GERMAN} | {SPANISH} |\n", "markdown")


def test_a_text_in_another_language_is_a_note_and_judged() -> None:
    findings = checks.check(from_text(f"{SPANISH} 120 m (39 ft).")).findings
    assert [(one.rule, str(one.severity), one.spans == ()) for one in findings if one.rule == "not-english"] == [
        ("not-english", "note", True)
    ]
    assert "conversion-mismatch" in {one.rule for one in findings}


def test_a_very_long_text_is_looked_at_at_its_beginning_alone() -> None:
    assert is_told(f"{GERMAN}\n" * 20 + f"{ENGLISH}\n" * 50)
