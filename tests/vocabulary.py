"""Phrases of every kind that factlint reads, by kind: what texts for tests are put together from."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from checks.extract.time.vocabulary import rows


def words(name: str, columns: int) -> list[str]:
    """The spellings in the first columns of a table of the lexicon."""
    lines = files("checks.lexicon").joinpath(name).read_text("utf-8").splitlines()[1:]
    return sorted({word for row in csv.reader(lines) for cell in row[:columns] for word in cell.split("|") if word})


FIGURES = (
    "1993", "6.9", "31", "007", "1,000", "12:30", "25:61", "3/4/2019", "2014-13-40", "'98", "90s", "½", "2 1/2",
    "1e400", "9" * 30, "3rd", "0/0", "5-6", "-5", "−3", "1,23", "1.000.000", "0.0", "two", "half a million", "1 in 5",
    "²", "٣", "£3bn", "10%", "0%", "+5", "±3", "1.", "1e-400", "0001-01-01", "9999-12-31", "99999999999 years ago",
    "a million centuries", "9" * 400, "⅒", "↉", "፼", "Ⅻ", "①", "１２", "१२", "1-1-1", "12 BC", "AD 70",
)  # fmt: skip
"""Numbers and dates, odd ones among them."""

KINDS: dict[str, tuple[str, ...]] = {
    "dates": (
        "June 12, 2016", "2016-06-12", "12/6/2016", "Monday, June 13, 2016", "12 June", "June 2016", "2016", "Sunday",
        "December 31, 9999", "0001-01-01", "the 17th", "yesterday, June 3", "next Monday", "Christmas Day", "1990-95",
        "March 3-5, 2019", "the 1990s", "the 15th and 16th centuries", "in 44 BC", "spring 2014", "fiscal 2020-21",
        "the third quarter of 2012", "the day after tomorrow", "from May 2012 to June 2014", "31 November",
    ),
    "clocks": ("at 5:30 p.m.", "3:45 PM EST (19:45 GMT)", "noon", "17:30 CET", "at 9 a.m. Monday", "1430 UTC"),
    "lengths": (
        "two years ago", "for 10 months, from March 2015 to January 2016", "12 years ago, in 2004", "every Tuesday",
        "the 20th anniversary of the 1996 fire", "more than three weeks", "a decade later",
        "two days after June 3, 2014",
        "founded in 1986, it celebrates its 30th anniversary", "within 24 hours", "10,000 years from now",
    ),
    "ages": ("aged 34", "the 34-year-old", "Ann Hall (1920-2004)", "born May 5, 1960, was 63", "in her mid-60s"),
    "quantities": (
        "7 square kilometers (4 square miles)", "5 km", "3 feet 6 inches", "5ft 11in", "20 °C (68 °F)", "5C", "40mph",
        "3-5 kg", "1.99×10−30 kg", "10 by 12 feet", "between 3 and 5 tonnes", "two and a half million barrels a day",
        "6 miles per hour", "1,250.5 m³", "2 1/2 cups", "four", "1-1-", "3 to", "no. 5", "5 x 5", "5 +/- 2", "±3 m",
        "a rise of 3 degrees (37 Fahrenheit)", "minus 40", "10-foot", "5.1.2.3", "2-1", "1,2,3,4", "555-1234",
    ),
    "money": (
        "$5 (€4)", "$5 million (€4 million)", "£3bn", "75 USD", "C$20", "100 yen", "a dollar", "5 cents", "3m euros",
        "US$5 a share", "EUR 3-5 million", "50p", "$1.3 billion ($1.1 billion)",
    ),
    "shares": (
        "10% of 50", "Of 40 miners below ground, 52 were rescued.", "12 of the 20", "one in five", "3 out of 4",
        "rose from 10 to 12, or 20 percent,", "fell 5 percent to 95", "40 percent, 30 percent and 40 percent",
        "a third",
        "up 3 points", "twice as many", "doubled from 4 to 9", "three of four rowers", "52 percent to 48 percent",
    ),
    "hedges": ("about 5 km", "nearly", "at least 3", "up to 10", "more than 40 percent", "some 300 people", "or so"),
    "names": ("President Ann Hall", "Palmyra", "the University of Kent", "Mr. Hall", "NATO", "Hall's",
        "Fifth Avenue"),
    "events": (
        "Troops captured the town of Palmyra last year.", "Rebels seized Palmyra on June 12, 2014.",
        "She died in 2004.",
        "The fire killed 12 people and injured 30.", "Hall was elected in May 2012.", "The firm was founded in 1986.",
        "the capture of Palmyra", "The meeting is scheduled for June 12, 2014.", "He was born on May 5, 1960.",
    ),
    "speech": (
        '"There are 5," said Hall.', "“I saw 12,” he said.", "according to Hall,", "The ministry reported 30 dead.",
        "'5'", "«5»", '"', "“", "”", "police said", "said: ",
    ),
    "lists": (
        "three reasons: rain, wind and snow.", "two cities, Rome and Milan,", "five: one, two, three, four",
        "three things:\n- a\n- b\n", "The following four points\n1. a\n2. b\n", "TKTK", "[number]", "XX percent",
        "TBD",
    ),
    "brackets": ("(", ")", "[", "]", "((5))", "(5 (4 (3)))", "(3 km) (2 miles)", "{", "<5>", "()", "(see 5)"),
    "markup": ("# ", "\n\n", "* ", "> ", "`5 km`", "[5](http://a.b/5)", "|5|6|\n|-|-|\n", "<b>5</b>", "&nbsp;",
        "---\n"),
    "odd": ("\u00a0", "\u202f", "\u2009", "\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u202e", "\t", "\x7f",
        "\x0b",
            "\x00", "\u2028", "\x85", "\r\n", "\r", "e\u0301", "🙂", "１２", "٣", "\ud7ff", "\ue0ff", "\ufffd", "￾",
        "﷽"),
    "stops": (". ", ", ", "; ", ": ", "! ", "? ", "... ", "-", "–", "—", "/", "&", "%", "$", "'", "’", "°", "+",
        "=", "*"),
}  # fmt: skip
"""Phrases by kind; each kind may be repeated, and any two beside each other."""


@cache
def spoken() -> tuple[tuple[str, ...], ...]:
    """The words of the lexicon, by table."""
    return (
        FIGURES,
        tuple(sorted({" ".join(tokens) for _, _, tokens in rows()})),
        *(
            tuple(words(name, columns))
            for name, columns in (
                ("units.csv", 6),
                ("hedges.csv", 1),
                ("currencies.csv", 6),
                ("event_verbs.csv", 3),
                ("construction_words.csv", 3),
                ("numerals.csv", 1),
                ("words.csv", 1),
                ("abbreviations.csv", 1),
            )
        ),
    )
