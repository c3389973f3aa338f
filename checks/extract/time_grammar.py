"""The grammar of English time: what counts as one expression, as regular expressions over kinds of token.

In a rule a lower-case word is a kind of token (`checks/lexicon/calendar.csv` and the shapes of `time_token`), a capital word is
another rule. The productions are tried in order at each token; the first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.extract import pattern
from checks.extract.time_lexicon import letter_of
from checks.extract.time_token import Tokens

RULES = {
    # numbers
    "FIGURE": "(?: day_number | year_number | digits | count | fraction )",
    "RANGE": "FIGURE (?: (?: to | or | hyphen | and ) FIGURE )?",
    "VAGUE": "(?: a_few | a_couple of? | a? couple of? | vague | a? half_dozen | a? dozens of? )",
    "AMOUNT": "(?: a | RANGE (?: and a half )? | VAGUE )",
    "ONE": "(?: unit | year | quarter | century )",
    "UNIT": "(?: ONE | units )",
    # names of days, months and years
    "MONTH": "(?: month | name_month )",
    "WEEKDAY": "(?: weekday | short_weekday )",
    "DATE_NUMBER": "(?: day_number | ordinal | nth )",
    "ERA_YEAR": "(?: era (?: year_number | digits | day_number ) | (?: digits | day_number | year_number ) era )",
    "YEAR": "(?: ERA_YEAR | year_number | year_words | short_year )",
    "AT_YEAR": "(?: comma? YEAR )",
    # which one is meant
    "WHICH": "(?: this | last | past | next | previous | following | current | same | latest )",
    "POINTER": "(?: this (?: last | past | next ) | (?: the | possessive_pronoun )? WHICH | that )",
    "EDGE": "(?: the? edge of | early hyphen? | mid hyphen? | earlier | later )",
    # clocks
    "CLOCK": "(?: (?: clock meridiem? | day_number meridiem | FIGURE oclock | noon ) (?: open? zone )? )",
    "PART": "daypart",
    # dates
    "MONTH_DAY": "(?: MONTH the? DATE_NUMBER AT_YEAR? )",
    "DAY_MONTH": "(?: (?: the? nth of? | the? day_number of? | the ordinal of ) MONTH AT_YEAR? )",
    "DAY_OF_WEEK": "(?: (?: POINTER | early | earlier | later )? WEEKDAY comma? )",
    "FULL": "(?: DAY_OF_WEEK? (?: MONTH_DAY | DAY_MONTH ) )",
    "MONTH_YEAR": "(?: MONTH (?: (?: comma | of )? YEAR | of? the? WHICH year ) )",
    "DATE": "(?: iso | (?: WEEKDAY comma? )? numeric | FULL | (?: (?: early | earlier | later ) on | EDGE )? POINTER? weekday | POINTER? named_day )",
    # parts of the year
    "WHICH_YEAR": "(?: YEAR | (?: the | that )? WHICH? fiscal? year )",
    "QUARTER": "(?: (?: ordinal | nth ) hyphen? (?: quarter | half ) )",
}

PRODUCTIONS = {
    "days": """DAY_OF_WEEK? MONTH the? DATE_NUMBER (?: (?: comma the? DATE_NUMBER )* comma? and | (?: hyphen | to | or ) ) the? DATE_NUMBER AT_YEAR?
        | the? (?: nth | day_number ) (?: hyphen | to | and | or ) the? (?: nth | day_number ) of? MONTH AT_YEAR?""",
    "years": "year_number (?: hyphen | slash ) (?: year_number | day_number | digits )",
    "moment": "hedge? (?: CLOCK (?: comma? on? DATE PART? )? (?: comma? zone )? | DATE comma? on? CLOCK )",
    "part_of_day": """(?: EDGE? (?: DATE PART | POINTER PART | DATE overnight ) | EDGE? the? PART (?: on | of ) DATE
        | mid hyphen? PART DATE? | EDGE? PART DATE | EDGE? tonight | the PART | overnight )""",
    "date": "hedge? EDGE? (?: iso | (?: WEEKDAY comma? )? numeric | FULL | MONTH_YEAR | POINTER? holiday AT_YEAR? )",
    "decade": "the? EDGE? the? (?: decade | decade_word )",
    "century": "the? EDGE? the? (?: ordinal | nth ) hyphen? century era?",
    "comparable": """the? comparable? year_ago (?: hyphen | fiscal )? (?: (?: ordinal | nth ) hyphen? )? (?: quarter | period )
        | the? comparable (?: quarter | period ) | year_ago""",
    "quarter_code": "EDGE? (?: fiscal? quarter_code (?: of? fiscal? YEAR )? | YEAR quarter_code | quarter day_number of? YEAR )",
    "quarter": """the? EDGE? the? (?: POINTER year possessive | POINTER | YEAR possessive? )? fiscal? hyphen? QUARTER
        (?: (?: of | in )? fiscal? WHICH_YEAR )?
        | the? POINTER? (?: quarter | half ) of YEAR | POINTER year possessive quarter | the YEAR (?: quarter | period )""",
    "age": "FIGURE hyphen UNIT hyphen old",
    "set": """every (?: FIGURE units | ordinal? ONE | weekday daypart? | season | MONTH | daypart ) | weekdays | weekday dayparts
        | frequency""",
    "ago": "hedge? (?: AMOUNT filler? )? UNIT or_so? ago",
    "shifted": "hedge? (?: AMOUNT filler? UNIT (?: earlier | later | hence ) | the ONE (?: before | after ) )",
    "few": """hedge? (?: the | possessive_pronoun )? (?: last | past | next | previous | following | recent | latest ) filler?
        (?: RANGE | VAGUE )? filler? units or_so?""",
    "year_end": "hedge? the? year (?: possessive | hyphen )? edge",
    "the_year": "the year (?: YEAR | count )",
    "pointed": """EDGE? (?: (?: POINTER | the filler? ) fiscal? (?: ONE | period ) or_so? | POINTER (?: season | MONTH | verb_season | half )
        | POINTER weekday ) | (?: early | earlier | later ) (?: on | in ) (?: POINTER | the ) ONE""",
    "duration": """hedge? (?: half a ONE | AMOUNT hyphen ONE
        | the? (?: ordinal | year_ago )? (?: RANGE (?: and a half )? | VAGUE ) filler? units or_so? (?: comma? and? FIGURE units )?
        | AMOUNT filler? UNIT (?: and a half )? or_so? | the? (?: ordinal | early )? units )""",
    "day_name": "(?: (?: early | earlier | later ) on | EDGE )? (?: POINTER? weekday | POINTER? named_day )",
    "month_name": "EDGE? MONTH",
    "season_name": """EDGE? the? (?: season | verb_season ) (?: of YEAR | comma? YEAR ) | the? EDGE? season
        | (?: EDGE the? | the ) verb_season""",
    "year": "hedge? EDGE? (?: fiscal year? )? YEAR",
    "reference": "now | recently | soon | current | (?: recent | next ) units | recent | the past | the near_by? future | future units",
}


@cache
def _letters(rule: str) -> str:
    """The rule as a regular expression over the bytes of kinds."""
    letter = letter_of()
    expanded = re.sub(r"(?a)\b[A-Z][A-Z_]+\b", lambda name: _letters(RULES[name[0]]), rule)
    spelled = re.sub(r"(?a)\b[a-z][a-z_]*\b", lambda kind: chr(letter[kind[0]]), expanded)
    return re.sub(r"[ \n]+", "", spelled)


@cache
def _grammar() -> pattern.Pattern:
    rules = "|".join(f"(?P<{name}>{_letters(rule)})" for name, rule in PRODUCTIONS.items())
    return pattern.compile(rules.encode("latin-1"))


def phrases(tokens: Tokens) -> Iterator[tuple[str, int, int]]:
    """The expressions in the tokens: name of the production, first token, token behind the last."""
    names = list(PRODUCTIONS)
    for found in _grammar().finditer(tokens.letters):
        low, high = found.span()
        yield names[(found.lastindex or 1) - 1], low, high
