"""The grammar of English time: what counts as one expression, as regular expressions over kinds of token.

In a rule a lower-case word is a kind of token (from `checks/lexicon/calendar.csv`, or a shape of `vocabulary`), a
capital word is another rule, and brackets group. The productions are tried in order at each token; the first
that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from checks import pattern
from checks.extract.time.fields import Phrase, Shape, form_of
from checks.extract.time.token import Tokens
from checks.extract.time.vocabulary import kinds, letter_of

RULES = {
    # numbers
    "FIGURE": "( day_number | year_number | digits | count | fraction )",
    "RANGE": "( FIGURE ( ( to | or | hyphen | and ) FIGURE )? )",
    "VAGUE": "( a_few | a_couple of? | a? couple of? | vague | half count | a? dozens of? )",
    "AMOUNT": "( a | RANGE ( and a half )? | VAGUE )",
    "NUMBERED": "( ordinal | nth )",
    "ONE": "( unit | year | quarter | century )",
    "UNIT": "( ONE | units )",
    # names of days, months and years
    "MONTH": "( month | name_month )",
    "WEEKDAY": "( weekday | short_weekday )",
    "DATE_NUMBER": "( day_number | ordinal | nth )",
    "ERA_YEAR": "( era ( year_number | digits | day_number ) | ( digits | day_number | year_number ) era )",
    "YEAR": "( ERA_YEAR | year_number | year_words | short_year )",
    "AT_YEAR": "( comma? YEAR )",
    # which one is meant
    "WHICH": "( this | last | past | next | previous | following | current | same | latest )",
    "POINTER": "( this ( last | past | next ) | ( the | possessive_pronoun )? WHICH | that )",
    "EDGE": "( the? edge of | early hyphen? | mid hyphen? | earlier | later )",
    "EDGE_ON": "( ( early | earlier | later ) on | EDGE )",
    # clocks
    "CLOCK": "( ( clock meridiem? | day_number meridiem | FIGURE oclock | noon ) ( open? zone )? )",
    # dates
    "MONTH_DAY": "( MONTH the? DATE_NUMBER ( AT_YEAR | of YEAR )? )",
    "DAY_MONTH": "( ( the? nth of? | the? day_number of? | the ordinal of ) MONTH AT_YEAR? )",
    # 21/Apr/2014; 21-Mar-2025
    "JOINED": "( day_number ( hyphen MONTH hyphen | slash MONTH slash ) year_number )",
    "DAY_OF_WEEK": "( ( POINTER | early | earlier | later )? WEEKDAY comma? )",
    "FULL": "( DAY_OF_WEEK? ( MONTH_DAY | DAY_MONTH | JOINED ) )",
    "FIGURES": "( ( WEEKDAY comma? )? ( iso | numeric ) )",
    "MONTH_YEAR": "( MONTH ( ( comma | of )? YEAR | of? the? WHICH year ) )",
    "DAY_NAME": "( EDGE_ON? POINTER? weekday | EDGE? POINTER? named_day )",
    "DATE": "( FIGURES | FULL | DAY_NAME )",
    # parts of the year
    "WHICH_YEAR": "( YEAR | ( the | that )? WHICH? fiscal? year )",
    "WHOSE_YEAR": "( POINTER year possessive | POINTER | fiscal? YEAR possessive? )",
    "QUARTER": "( NUMBERED hyphen? ( quarter | half ) )",
}

PRODUCTIONS = {
    # March 3-5, 2019; 3 and 4 May
    "days": """DAY_OF_WEEK? MONTH the? DATE_NUMBER
            ( ( comma the? DATE_NUMBER )* comma? and | hyphen | to | or ) the? DATE_NUMBER AT_YEAR?
        | the? ( nth | day_number ) ( hyphen | to | and | or ) the? ( nth | day_number ) of? MONTH AT_YEAR?""",
    # 1990-95; 2013/14
    "years": "year_number ( hyphen | slash ) ( year_number | day_number | digits )",
    # fiscal year 2020-21; the 2020-21 fiscal year
    "fiscal_years": """fiscal year? year_number ( hyphen | slash ) ( year_number | day_number | digits )
        | the? year_number ( hyphen | slash ) ( year_number | day_number | digits ) fiscal year""",
    # 264 to 241 BC
    "years_of_era": """( digits | day_number | year_number ) ( hyphen | to | and )
            ( digits | day_number | year_number ) era""",
    # around 8 p.m. ET on Friday, May 3; Monday at noon
    "moment": """hedge? ( CLOCK in? ( POINTER | the ) daypart | DATE comma? on? CLOCK
        | CLOCK ( comma? on? DATE daypart? )? ( comma? zone )? )""",
    # late Tuesday evening; the night of April 6; tonight; mid-afternoon
    "part_of_day": """EDGE? WEEKDAY daypart comma? ( MONTH_DAY | DAY_MONTH ) | overnight DATE
        | EDGE? ( DATE daypart | POINTER daypart | DATE overnight )
        | EDGE? the? daypart ( on | of ) DATE | mid hyphen? daypart DATE? | EDGE? daypart DATE
        | EDGE? tonight | the daypart | overnight""",
    # the end of March 2019; about Nov. 1; Christmas 1914
    "date": "hedge? EDGE? ( FIGURES | FULL | MONTH_YEAR | POINTER? holiday AT_YEAR? )",
    # the late 1970s; the nineties
    "decade": """( the? ( ordinal | last ) half of )? ( ( early | earlier | later ) in )?
        the? EDGE? the? ( decade | decade_word )""",
    # the 15th and 16th centuries
    "centuries": "the? NUMBERED ( and | to | or | hyphen ) NUMBERED units",
    # the third week of October
    "nth_of": "the? ( NUMBERED | last ) unit ( of | in ) ( MONTH_YEAR | MONTH )",
    # the early 19th century
    "century": "the? EDGE? the? NUMBERED hyphen? century era?",
    # the year-earlier third quarter; the comparable period
    "comparable": """the? comparable? year_ago ( hyphen | fiscal )? ( NUMBERED hyphen? )? ( quarter | period )
        | the? ( comparable | same ) ( quarter | period ) ( ( of | in )? WHICH year | a year ( earlier | ago ) )
        | the? comparable ( quarter | period ) | year_ago""",
    # Q3 2019
    "quarter_code": """EDGE? ( fiscal? quarter_code ( of? fiscal? YEAR )? | YEAR quarter_code
        | YEAR? quarter day_number ( of? YEAR )? )""",
    # last year's third quarter; the second half of 1990; the 1988 quarter
    "quarter": """the? EDGE? the? WHOSE_YEAR? fiscal? hyphen? QUARTER ( ( of | in )? fiscal? WHICH_YEAR )?
        | the? POINTER? ( quarter | half ) of YEAR | POINTER year possessive quarter
        | the YEAR fiscal? ( quarter | period | year )""",
    # 34-year-old
    "age": "FIGURE hyphen UNIT hyphen old",
    # every Monday; each July; Tuesday nights; daily
    "set": """every ( FIGURE units | other unit | half hyphen? ONE | ordinal? ONE | weekday daypart? | season | MONTH
            | daypart )
        | weekdays | weekday dayparts | frequency""",
    # nearly two years ago
    "ago": "hedge? ( AMOUNT filler? | half a )? UNIT or_so? ago",
    # the day after tomorrow
    "beyond": "the unit ( before | after ) ( named_day | holiday AT_YEAR? )",
    # three days later; the year before
    "shifted": """hedge? ( AMOUNT filler? UNIT ( earlier | later | hence | from ( now | named_day ) )
        | the ONE ( before | after ) )""",
    # the last few months; the next 12 to 18 months
    "few": """hedge? ( the | possessive_pronoun )? ( last | past | next | previous | following | recent | latest )
        filler? ( RANGE | VAGUE )? filler? units ( or_so | ( or | and ) units )?""",
    # year-end
    "year_end": "hedge? the? year ( possessive | hyphen )? edge AT_YEAR?",
    # the year two thousand
    "the_year": "the year ( YEAR | count )",
    # late last year; this summer; earlier in the month
    "pointed": """EDGE? ( ( POINTER | the filler? ) fiscal? ( ONE | period ) or_so?
            | POINTER ( season | MONTH | verb_season | half | weekday ) )
        | ( early | earlier | later ) ( on | in ) ( POINTER | the ) ONE | mid hyphen ONE""",
    # two hours and 13 minutes
    "compound": "hedge? AMOUNT UNIT ( ( comma? and? | comma ) FIGURE units )+",
    # at least ten months; a three-day; two and a half years; half an hour
    "duration": """hedge? ( half a ONE | a? half hyphen? unit | a? ( half | quarter ) hyphen? century | all ONE
        | AMOUNT hyphen ONE
        | the? ( ordinal | year_ago )? ( RANGE ( and a half )? | VAGUE ) filler? units or_so?
        | a ONE or FIGURE | units or units | AMOUNT filler? UNIT ( and a half )? or_so?
        | the? ( ordinal | early )? units )""",
    # early Tuesday; yesterday
    "day_name": "DAY_NAME",
    # on the 17th
    "nth_day": "the nth",
    "month_name": "EDGE? MONTH",
    # the winter of 1994; early summer
    "season_name": """EDGE? the? ( season | verb_season ) ( of YEAR | comma? YEAR ) | the? EDGE? season
        | ( EDGE the? | the ) verb_season""",
    # around 1990; fiscal year 2019
    "year": "( ( early | earlier | later ) in | hedge? EDGE? ) ( fiscal year? )? YEAR",
    # now; recently; recent weeks; the near future
    "reference": """now | recently | soon | current | ( recent | next ) units | the past
        | the near_by? future | future units""",
}


_BETWEEN = ("and", "comma", "from", "hyphen", "in", "of", "on", "open", "or", "possessive", "slash", "to")
"""Kinds of token with which no production begins or ends."""


@cache
def _letters(rule: str) -> str:
    """The rule as a regular expression over the bytes of kinds."""
    spelled = re.sub(r"(?a)[A-Za-z_]+", lambda name: _letter(name[0]), rule.replace("(", "(?:"))
    return spelled.replace(" ", "").replace("\n", "")


def _letter(name: str) -> str:
    return _letters(RULES[name]) if name.isupper() else chr(letter_of()[name])


@cache
def _grammar() -> pattern.Pattern:
    """Every production."""
    return pattern.compile("|".join(map(_letters, PRODUCTIONS.values())).encode("latin-1"))


@cache
def _numbered() -> pattern.Pattern:
    """Every production, each in a group: that takes four times as long."""
    return pattern.compile("|".join(f"({_letters(rule)})" for rule in PRODUCTIONS.values()).encode("latin-1"))


@lru_cache(maxsize=1 << 12)
def _production(letters: bytes) -> tuple[str, Shape]:
    """The first production that fits these kinds of token, and their form."""
    found = next(iter(_numbered().finditer(letters)))
    return list(PRODUCTIONS)[(found.lastindex or 1) - 1], form_of(tuple([kinds()[letter] for letter in letters]))


@cache
def _runs() -> re.Pattern[bytes]:
    """Tokens in a row that some rule names, from one that may begin a production to one that may end it.

    No expression reaches across another kind.
    """
    named = {ord(letter) for rule in PRODUCTIONS.values() for letter in _letters(rule)}
    inner = {letter for letter in named if letter >= 0x80}
    outer = inner - {letter_of()[kind] for kind in _BETWEEN}
    edge, any_of = (b"[%b]" % re.escape(bytes(sorted(letters))) for letters in (outer, inner))
    return re.compile(b"%b(?:%b*%b)?" % (edge, any_of, edge))


@lru_cache(maxsize=1 << 13)
def _parsed(run: bytes) -> tuple[tuple[int, str, Shape], ...]:
    """The expressions of a run. The same few kinds follow each other again and again: "in", "year_number"."""
    spans = [found.span() for found in _grammar().finditer(run)]
    return tuple([(low, *_production(run[low:high])) for low, high in spans])


def phrases(tokens: Tokens) -> Iterator[tuple[str, Phrase]]:
    """The expressions in the tokens, each with the name of its production."""
    starts, begins = tokens.starts, tokens.begins
    stretch, behind = -1, 0
    for found in _runs().finditer(tokens.letters):
        at = found.start()
        for low, production, form in _parsed(found[0]):
            while starts[at + low] >= behind:
                stretch += 1
                behind = begins[stretch + 1]
            yield production, Phrase(tokens, at + low, form, tokens.shifts[stretch])
