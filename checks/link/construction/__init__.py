"""Constructions: the ways in which English relates its figures, as rows of data.

A sentence is a row of tokens (`tokens`): a figure or a time is one token with its kind, any other word one with its
classes (`alphabet`; the table is `checks/lexicon/construction_words.csv`). A construction is a row of
`checks/lexicon/constructions/<family>.csv`: in which order the roles of a family stand and what may stand between them.
All rows become linear patterns over one character a token (`notation`, `family`), which `match` runs over the sentences
whose figures have the kinds that some row needs.

The language of a row, its parts with a space between them:

    from               the word itself, in small letters; a mark; "(" in quotation marks for a bracket of the text
    a|an|DET           one of several words and classes
    [year|month]       a figure of a kind, or of a group of kinds (`tokens.KINDS`)
    {part:count}       the same, as a role; {verb:CHANGED} a word as a role
    <time>             a filler: a row of `checks/lexicon/fillers.csv`, in the same language
    X? X* X+ X{0,3}    a part that may be left out or repeated
    ( A B | C )        one of several orders
    START              where a sentence begins; a row with START between its parts reaches over as many sentences

To add a wording is to add a row: a name, the pattern, sentences that it must link with their roles in braces
("Of {whole=40 miners}, {part=12} were rescued", joined with " // "), and near misses that the family must not link.
`tests/link/test_constructions.py` runs them all through the extraction. Open words (`OPEN`) stand only in <chunk>.

To add a family: its table, and a linker that turns each link into a row of its frame:

    for link in matches("durations", facts, documents, hint=r"\\b(?:for|after)\\b"):
        link.row("length"), link.figure("first"), link.word("verb"), link.construction.name

A broken constraint is looked at twice: `silenced(frame, holds, told)` runs the doubts of the family
(`checks/lexicon/doubts/<family>.csv`, with their scope) on the rows that the test of the rule finds broken.
"""

from checks.link.construction.alphabet import directions
from checks.link.construction.doubt import doubt, silenced, unaccounted
from checks.link.construction.match import Link, matches
from checks.link.construction.tokens import FigureToken, TokenRow

__all__ = ["FigureToken", "Link", "TokenRow", "directions", "doubt", "matches", "silenced", "unaccounted"]
