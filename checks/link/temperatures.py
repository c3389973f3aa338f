"""Whether a temperature is a reading of the thermometer or a rise, fall or difference: "rose to 4C", "rose by 4C"."""

from __future__ import annotations

import re
from functools import cache

from checks.link.neighbours import Row, Sentence, begin

_PATTERNS = {
    # A word of change that governs the figure: "warmed by", "a rise of", "lowers the temperature by", "fell 4C".
    "changed": r"""\b(?:
          (?:ris|rais|increas|warm|cool|fall|drop|declin|jump|climb|plung|plummet|heat|lower|reduc|chang|vari
        |fluctuat|swing|differ|cut|exceed|overshoot)\w*
          |rose|risen|fell|swung|hotter|colder|warmer|cooler|deviat\w+|anomal\w+|up|down)
          (?:(?:\s+(?!(?:to|at|from|in|of|with|where|when|as)\b)[\w'’-]+){0,6}?\s+by(?:\s+(?:as\ much\ as|up\ to
        |at\ least|more\ than|an\ average(?:\ of)?|an\ (?:extra|additional)|another|a\ further|between))?
             |(?:\s+(?:another|an\ (?:extra|additional|average(?:\ of)?)|a\ further|nearly|almost|about|some
        |only|just|as\ much\ as|up\ to|at\ least|more\ than))?)\s*\Z
        |\b(?:rise|fall|drop|increase|decrease|decline|change|differences?|variations?|anomal(?:y|ies)|swings?
        |deviations?|warming|cooling|jump|gap|margin|spread|range|plunge|climb|surge|dip|leap|spike)
          (?:\s+(?:in|between|across|of|from|with)\s[\w\s'’-]{1,40}?)?
          \s+(?:of|is|was|were|will\ be|could\ be|reach(?:es|ed)|by)(?:\s+(?:as\ much\ as|up\ to|at\ least
        |more\ than|an\ average(?:\ of)?|another|only|just|about|between))?\s*\Z
        |\b(?:by|within|plus\ or\ minus|plus-or-minus|another|a\ further|an\ (?:additional|extra))\s*\Z|[±]\s*\Z""",
    "level": r"""\b(?:to|at|from|below|above|under|over|beneath|around|near|reach(?:es|ed|ing)?|hits?|hitting
        |topp?(?:ed|ing|s)
        |(?:temperatures?|highs?|lows?|maximum|minimum|record|peak|point|reading|average|mean|oven|sauna)\ (?:of
        |is|was|were)
        |exceed(?:s|ed|ing)?|recorded|register(?:ed|s|ing)|measur(?:ed|es|ing)|(?:high|low|record|pre-?heat\w*
        |and|between)
        |(?:is|was|were|be|are|been|being|averag(?:es|ed|ing)))(?:\s+(?:of|a|an|about|around|some))*\s*\Z""",
    # The figure is said of a comparison behind it: "4C (7F) warmer than", "2C above normal".
    "compared": r"""[^.;,()]{0,3}[)\]]?\s*(?:or\s+(?:so|more)\s+|on\ average\s+|(?:a|per)\s(?:year|decade
        |century)\s+)?(?:
          (?:warmer|cooler|colder|hotter|higher|lower|milder)\b
        | (?:above|below|over|under)\ (?:the\ |its\ |their\ )?(?:long-?term\ |seasonal\ |historical\ |global\ )?
            (?:normal|average|usual|norms?|mean|pre-?industrial|baseline|what|last|19|20|levels?|ambient
        |seasonal|expected)
        | (?:of\ )?(?:warming|cooling)\b|(?:temperature\ )?(?:rise|increase|difference|change|drop|fall|swing|jump)\b
        | (?:more|less)\ than\b|target\b|limit\b|goal\b|threshold\b|apart\b|away\b)
        |,\s(?:above|below)\s(?:the\ |its\ |their\ )?(?:long-?term\ |seasonal\ |historical\ )?
            (?:normal|average|usual|norms?|mean|pre-?industrial)\b""",
    # "It warmed up to 14C" is a level, "soils warmed up to 4C faster" a change.
    "brought": r"\b(?:warm|heat|cool|dr[iy])\w*\s*\Z",
    # Between the two: "4C hotter (7F) than".
    "inserted": r"\s(?:(?:warm|cool|cold|hott|high|low|mild)er|above|below|more|less)\s\(",
    "differing": r"""\b(?:differ|chang|vari|ris|increas|warming|cooling|gap|margin|anomal|drop|fall|swing
        |degrees?\sof)\w*\b""",
}


def is_change(sentence: Sentence, given: Row, converted: Row) -> bool:
    """Whether a temperature is a rise, fall or difference: "warmed by 2C", "4C warmer than"."""
    if given["value"] < 0 or given["hedge"] in ("below", "above", "under", "over"):
        return False
    before = sentence.before(given)
    if given["hedge"] == "up to" and _pattern("brought").search(before):
        return False
    if _pattern("changed").search(before):
        return True
    if _pattern("inserted").fullmatch(sentence.between(given, converted)):
        return True
    return bool(_pattern("compared").match(sentence.after(converted, 60)))


def is_level(sentence: Sentence, given: Row) -> bool:
    """Whether the words before a temperature that is no change say that it is a reading: "it was 4C", "a high of"."""
    if given["value"] < 0:
        return True
    if given["hedge"] == "up to" and _pattern("brought").search(sentence.before(given)):
        return False
    hedged = (
        sentence.text[begin(given) - 60 : given["start"]] if begin(given) >= 60 else sentence.text[: given["start"]]
    )
    before = hedged.rsplit("\n", 1)[-1]
    found = _pattern("level").search(before) or _pattern("level").search(sentence.before(given, 60))
    return found is not None and not _pattern("differing").search(_clause(sentence.before(given, 200)))


def _clause(before: str) -> str:
    """What of the words before stands in the same sentence."""
    return re.split(r"[.!?]\s+(?=[A-Z])", before)[-1]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.X | re.I)
