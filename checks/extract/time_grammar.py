"""The grammar of English time: what counts as one expression, as regular expressions over kinds of token.

In a rule a lower-case word is a kind of token (`checks/lexicon/calendar.csv` and the shapes of `time_token`), a capital word is
another rule. The productions are tried in order at each token; the first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.extract.time_token import Tokens, letter_of

RULES = {
    # numbers
    "FIGURE": "(?: day_number | year_number | digits | count | fraction )",
    "RANGE": "FIGURE (?: (?: to | or | hyphen | and ) FIGURE )?",
    "VAGUE": "(?: a_few | a_couple of? | a? couple of? | the? vague | a? half_dozen | a? dozens of? )",
    "AMOUNT": "(?: a | RANGE (?: and a half )? | VAGUE )",
    "ONE": "(?: unit | year | quarter | century )",
    "UNIT": "(?: ONE | units )",
    # names of days, months and years
    "MONTH": "(?: month | name_month )",
    "WEEKDAY": "(?: weekday | short_weekday )",
    "DATE_NUMBER": "(?: day_number | ordinal | nth )",
    "YEAR": "(?: year_number era? | year_words | short_year | era (?: year_number | digits ) | digits era | day_number era )",
    "NOT_MONEY": "(?! money | scale )",
    # which one is meant
    "WHICH": "(?: this | last | next | previous | following | current | same | latest )",
    "POINTER": "(?: (?: the | that | possessive_pronoun )? WHICH (?: last | next )? | that )",
    "EDGE": "(?: (?: the? edge of ) | early hyphen? | mid hyphen? | (?: earlier | later ) | the? half of )",
    "HEDGED": "hedge?",
    # clock
    "CLOCK": "(?: (?: clock meridiem? | day_number meridiem | FIGURE oclock | noon ) (?: open? zone )? )",
    "PART": "(?: daypart )",
    # dates
    "MONTH_DAY": "MONTH the? DATE_NUMBER (?! units | money | meridiem ) (?: comma? YEAR (?! units ) )?",
    "DAY_MONTH": "(?: the? nth of? | the? day_number of? | the ordinal of ) MONTH (?: comma? YEAR (?! units ) )?",
    "DAY_OF_WEEK": "(?: (?: POINTER | early | earlier | later )? WEEKDAY comma? )",
    "FULL": "(?: DAY_OF_WEEK? (?: MONTH_DAY | DAY_MONTH ) )",
    "MONTH_YEAR": "MONTH (?: comma | of )? (?: YEAR (?! units ) | the? WHICH year )",
    "DATE": "(?: iso | (?: WEEKDAY comma? )? numeric | FULL | EDGE? POINTER? weekday | POINTER? named_day )",
    # parts of the year
    "WHICH_YEAR": "(?: YEAR | (?: the | that )? WHICH? fiscal? year )",
    "QUARTER": "(?: ordinal | nth ) hyphen? (?: quarter | half )",
}

PRODUCTIONS = {
    "moment": "HEDGED (?: CLOCK (?: comma? on? DATE )? (?: comma? zone )? | DATE comma? on? CLOCK )",
    "part_of_day": """(?: EDGE? (?: DATE PART | POINTER PART | DATE overnight ) | EDGE? PART (?: on | of ) DATE
        | mid hyphen? PART DATE | PART DATE | tonight | overnight | EDGE? (?: earlier | later )? tonight )""",
    "date": "HEDGED EDGE? (?: iso | (?: WEEKDAY comma? )? numeric | FULL | MONTH_YEAR | holiday comma? YEAR? )",
    "decade": "EDGE? the? (?: early hyphen? | mid hyphen? )? (?: decade | decade_word )",
    "century": "EDGE? the? (?: early hyphen? | mid hyphen? )? (?: ordinal | nth ) hyphen? century era?",
    "quarter": """EDGE? (?: the | possessive_pronoun )? (?: year_ago hyphen? | comparable )? (?: (?: POINTER year possessive | YEAR possessive? ) )? fiscal?
        hyphen? QUARTER (?: (?: of | in )? fiscal? WHICH_YEAR )?""",
    "age": "FIGURE hyphen UNIT hyphen old",
    "set": "every (?: FIGURE units | ordinal? ONE | weekday daypart? | season | MONTH | daypart ) | weekdays | weekday dayparts | frequency",
    "ago": "HEDGED (?: AMOUNT filler? )? UNIT (?: or_so )? ago",
    "shifted": "HEDGED (?: AMOUNT filler? UNIT (?: earlier | later | hence ) | the ONE (?: before | after ) )",
    "few": "HEDGED the? (?: last | next | previous | following | recent ) RANGE? VAGUE? filler? units",
    "pointed": """EDGE? (?: (?: POINTER | the ) fiscal? (?: ONE | period ) | POINTER (?: season | MONTH | verb_season | holiday | half ) | POINTER weekday )
        | (?: early | earlier | later ) (?: on | in ) (?: POINTER | the ) ONE""",
    "duration": "HEDGED (?: the? AMOUNT hyphen? filler? UNIT (?: and a half )? (?: or_so )? (?: comma? and? FIGURE units )? | half a ONE )",
    "day_name": "EDGE? (?: POINTER? weekday | POINTER? named_day )",
    "month_name": "EDGE? MONTH",
    "season_name": "EDGE? the? (?: season | verb_season ) (?: of YEAR | comma? YEAR )?",
    "year": "HEDGED EDGE? fiscal? NOT_MONEY YEAR",
    "reference": "now | recently | previously | soon | current | recent units? | future units | next units | the? future",
}


@cache
def _letters(rule: str) -> str:
    """The rule as a regular expression over the characters of kinds."""
    letter = letter_of()
    expanded = re.sub(r"\b[A-Z][A-Z_]+\b", lambda name: _letters(RULES[name[0]]), rule)
    spelled = re.sub(r"\b[a-z][a-z_]+\b|\ba\b", lambda kind: letter[kind[0]], expanded)
    return re.sub(r"\s+", "", spelled)


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{_letters(rule)})" for name, rule in PRODUCTIONS.items()))


def phrases(tokens: Tokens) -> Iterator[tuple[str, int, int]]:
    """The expressions in the tokens: name of the production, first token, token behind the last."""
    for found in _grammar().finditer(tokens.letters):
        yield found.lastgroup or "", found.start(), found.end()
