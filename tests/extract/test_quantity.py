"""Examples of quantities: what is read, in which unit and how firmly, and what is no quantity at all."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl
import pytest

from checks.document import Document
from checks.extract.batch import Batch
from checks.extract.quantity import quantities
from checks.facts import Quantities

Read = tuple[str, float | tuple[float, float], str | None]


def frame(*texts: str) -> pl.DataFrame:
    """The validated frame of the quantities in the texts, one document each."""
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    found = quantities(Batch.of(documents))
    numbered = found.with_columns(mention=pl.int_range(pl.len(), dtype=pl.UInt32))
    return Quantities.validate(numbered.select(list(Quantities.to_schema().columns)))


@cache
def _examples() -> dict[str, list[dict[str, Any]]]:
    """The quantities of each example, all of them read as one batch."""
    texts = [*(text for text, *_ in (*VALUES, *BOUNDS, *GRIDS)), *NOTHING]
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in texts}
    for row in frame(*found).iter_rows(named=True):
        found[list(found)[row["document"]]].append(row)
    return found


def rows(text: str) -> list[dict[str, Any]]:
    """The quantities of a text."""
    known = _examples().get(text)
    return frame(text).rows(named=True) if known is None else known


def read(text: str) -> list[Read]:
    """Text, value (both ends of a range) and unit of each quantity."""
    ends = [(row["text"], row["value"], row["value_high"], row["unit"]) for row in rows(text)]
    return [(span, low if low == high else (low, high), unit) for span, low, high, unit in ends]


def only(text: str) -> dict[str, Any]:
    """The one quantity of a text."""
    found = rows(text)
    assert len(found) == 1, [row["text"] for row in found]
    return found[0]


VALUES: list[tuple[str, list[Read]]] = [
    # digits
    ("The dam holds 1,250 barrels.", [("1,250 barrels", 1250, "barrel")]),
    ("It cost 12,34,567 rupees.", [("12,34,567 rupees", 1234567, "Indian rupee")]),
    ("They sold 2.5 tonnes.", [("2.5 tonnes", 2.5, "metric ton")]),
    ("It stretches 1\u202f250\u202f000 km.", [("1\u202f250\u202f000 km", 1250000, "kilometre")]),
    ("She paid 10 000 dollars.", [("10 000 dollars", 10000, "US dollar")]),
    ("The wire is 3,5 km long.", [("3,5 km", 3.5, "kilometre")]),
    ("He paid 1.234,50 euros.", [("1.234,50 euros", 1234.5, "euro")]),
    ("The rate was .5 percent.", [(".5 percent", 0.5, "percent")]),
    ("Add 2½ cups.", [("2½ cups", 2.5, "cup")]),
    ("Saw a 2 1/2 inch plank.", [("2 1/2 inch", 2.5, "inch")]),
    ("It weighs 1.5×10−3 kg.", [("1.5×10−3 kg", 0.0015, "kilogram")]),
    # words
    ("Two and a half million people came.", [("Two and a half million people", 2.5e6, "people")]),
    ("About half a million readers left.", [("half a million readers", 5e5, "reader")]),
    ("It took one point five hours.", [("one point five hours", 1.5, "hour")]),
    ("Seven hundred and twenty-one nurses signed.", [("Seven hundred and twenty-one nurses", 721, "nurse")]),
    ("One hundred and twenty thousand homes lost power.", [("One hundred and twenty thousand homes", 120000, "home")]),
    ("They bought two dozen eggs.", [("two dozen eggs", 24, "egg")]),
    ("The trip took an hour and a half.", [("an hour and a half", 1.5, "hour")]),
    ("Three quarters of a mile remain.", [("Three quarters of a mile", 0.75, "mile")]),
    ("Sales rose to 4 hundred million euros.", [("4 hundred million euros", 4e8, "euro")]),
    # shares
    ("One in five voters stayed away.", [("One in five voters", 0.2, "voter")]),
    ("Two-thirds of the tenants agreed.", [("Two-thirds", 2 / 3, "tenant")]),
    ("One person in eight of the town fell ill.", [("One person in eight", 0.125, "town")]),
    # scales
    ("The deal is worth $1.2bn.", [("$1.2bn", 1.2e9, "US dollar")]),
    ("The deal is worth €40m.", [("€40m", 4e7, "euro")]),
    ("The pipe is 40m long.", [("40m", 40, "metre")]),
    ("It has 4m users.", [("4m users", 4e6, "user")]),
    ("A loan of 5 crore rupees.", [("5 crore rupees", 5e7, "Indian rupee")]),
    ("A loan of 35 lakh rupees.", [("35 lakh rupees", 3.5e6, "Indian rupee")]),
    ("It ran for 100k miles.", [("100k miles", 1e5, "mile")]),
    ("They owe 75 USD million.", [("75 USD million", 7.5e7, "US dollar")]),
    ("They owe 30 MEUR.", [("30 MEUR", 3e7, "euro")]),
    # money
    ("Oil sold at US$58.24 per barrel.", [("US$58.24 per barrel", 58.24, "US dollar per barrel")]),
    ("It fetched HK $5.4m in Macau.", [("HK $5.4m", 5.4e6, "Hong Kong dollar")]),
    ("It fetched $A25,474 in Perth.", [("$A25,474", 25474, "Australian dollar")]),
    ("It costs RM23.50 now.", [("RM23.50", 23.5, "Malaysian ringgit")]),
    ("It costs Rs. 500 now.", [("Rs. 500", 500, "Indian rupee")]),
    ("A fine of 10.5 million Australian dollars.", [("10.5 million Australian dollars", 1.05e7, "Australian dollar")]),
    ("Profits reached 361 million pounds.", [("361 million pounds", 3.61e8, "pound sterling")]),
    ("He paid about 50 pounds for it.", [("50 pounds", 50, "pound sterling")]),
    ("It weighs 361 pounds.", [("361 pounds", 361, "pound")]),
    ("The fare is 20 dollars and 43 cents.", [("20 dollars and 43 cents", 20.43, "US dollar")]),
    ("It fell 11 sen.", [("11 sen", 11, "sen")]),
    ("A loss of -$5.5m.", [("-$5.5m", -5.5e6, "US dollar")]),
    ("A bid of five pounds per share.", [("five pounds per share", 5, "pound sterling per share")]),
    ("They owe 100 million pounds per year.", [("100 million pounds per year", 1e8, "pound sterling per year")]),
    ("It was 1.2 million tonnes a year ago.", [("1.2 million tonnes", 1.2e6, "metric ton")]),
    ("They earn $3,500 a month.", [("$3,500 a month", 3500, "US dollar per month")]),
    ("It was $6.78 billion a year earlier.", [("$6.78 billion", 6.78e9, "US dollar")]),
    # ranges
    ("A fine of $3-4 billion looms.", [("$3-4 billion", (3e9, 4e9), "US dollar")]),
    ("Add 5–10 ml.", [("5–10 ml", (5, 10), "millilitre")]),
    ("It grew from 12 to 15 percent.", [("12 to 15 percent", (12, 15), "percent")]),
    ("It fell from 4.8 to 4.7 percent.", [("4.8 to 4.7 percent", (4.8, 4.7), "percent")]),
    ("It rose from 20 tonnes in the spring to 29.", [("20 tonnes in the spring to 29", (20, 29), "metric ton")]),
    ("Between four and six million people live there.", [("four and six million people", (4e6, 6e6), "people")]),
    (
        "It lay between 5 km and 7 km (3.1 miles and 4.3 miles) off.",
        [("5 km and 7 km", (5, 7), "kilometre"), ("3.1 miles and 4.3 miles", (3.1, 4.3), "mile")],
    ),
    ("They pay $51-$54 per hour.", [("$51-$54 per hour", (51, 54), "US dollar per hour")]),
    ("A plot of 35 hectares - 86 acres.", [("35 hectares", 35, "hectare"), ("86 acres", 86, "acre")]),
    ("It lasts three or four days.", [("three or four days", (3, 4), "day")]),
    ("An 8- to 16-metre mast.", [("8- to 16-metre", (8, 16), "metre")]),
    ("There are 1 to 2 thousand seals.", [("1 to 2 thousand seals", (1000, 2000), "seal")]),
    ("The rod is 50 ± 2 mm.", [("50 ± 2 mm", (48, 52), "millimetre")]),
    ("Shares rose 3p to 782p.", [("3p", 3, "penny"), ("782p", 782, "penny")]),
    ("They went from 44 ml to 50 mg.", [("44 ml", 44, "millilitre"), ("50 mg", 50, "milligram")]),
    # units shared along lists
    ("Cuts of 10, 12 and 15 percent.", [("10", 10, "percent"), ("12", 12, "percent"), ("15 percent", 15, "percent")]),
    ("A panel of 28 by 19 inches.", [("28", 28, "inch"), ("19 inches", 19, "inch")]),
    ("Two- and three-bedroom flats.", [("Two", 2, "bedroom"), ("three-bedroom", 3, "bedroom")]),
    ("Some 12 of the 40 miners rose.", [("12", 12, "miner"), ("40 miners", 40, "miner")]),
    # mixed units
    ("She is 5ft 6in tall.", [("5ft 6in", 5.5, "foot")]),
    ("The 6-foot-3 guard left.", [("6-foot-3", 6.25, "foot")]),
    ("Two to three dozen gulls.", [("Two to three dozen gulls", (24, 36), "gull")]),
    ("Her sons, aged 4 and 6, left.", [("4", 4, "year of age"), ("6", 6, "year of age")]),
    ("It weighs 6 lb 8 oz.", [("6 lb 8 oz", 6.5, "pound")]),
    ("It took 2 hours 15 minutes.", [("2 hours 15 minutes", 2.25, "hour")]),
    # measures
    ("A 43-mile, 16-inch pipeline.", [("43-mile", 43, "mile"), ("16-inch", 16, "inch")]),
    ("It fell to minus 195 F.", [("minus 195 F", -195, "degree Fahrenheit")]),
    ("It fell to −12 °C.", [("−12 °C", -12, "degree Celsius")]),
    ("It reached 30 degrees Celsius.", [("30 degrees Celsius", 30, "degree Celsius")]),
    ("It covers 45 sq km.", [("45 sq km", 45, "square kilometre")]),
    ("It covers 45 km².", [("45 km²", 45, "square kilometre")]),
    ("It does 155mph.", [("155mph", 155, "mile per hour")]),
    ("Rates fell by 25 basis points.", [("25 basis points", 25, "basis point")]),
    ("Support fell two percentage points.", [("two percentage points", 2, "percentage point")]),
    ("A quart and 1/16 of a pint.", [("1/16 of a pint", 0.0625, "pint")]),
    # ages
    ("A nine-year-old rower.", [("nine-year-old", 9, "year of age")]),
    ("She was 10 months old.", [("10 months old", 10, "month of age")]),
    ("The keeper, aged 47, resigned.", [("47", 47, "year of age")]),
    ("Aziz Karimov, 47, resigned.", [("47", 47, "year of age")]),
    ("It is for children under 14.", [("14", 14, "year of age")]),
    # counted nouns
    ("He met 20 of 31 runners.", [("20", 20, "runner"), ("31 runners", 31, "runner")]),
    ("They left. Two boats sank. One crew drowned.", [("Two boats", 2, "boat"), ("One crew", 1, "crew")]),
    ("There was one death in the south.", [("one death", 1, "death")]),
    ("About a third of the 300 workers left.", [("a third", 1 / 3, "worker"), ("300 workers", 300, "worker")]),
    ("They held 14 suspected smugglers.", [("14 suspected smugglers", 14, "suspected smuggler")]),
    ("There were 1,307 women riders.", [("1,307 women riders", 1307, "women rider")]),
    ("It is one of the largest harbours.", [("one", 1, "large harbour")]),
    ("It rests on one pillar in the sea.", [("one pillar", 1, "pillar")]),
    ("They run three thousand tests per day.", [("three thousand tests per day", 3000, "test per day")]),
    (
        "There were 545 new cases per 100,000 people.",
        [("545 new cases per 100,000 people", 545, "new case per 100,000")],
    ),
    ("It was struck four times.", [("four times", 4, "time")]),
    (
        "They sold 4.3M digital and printed copies.",
        [("4.3M digital and printed copies", 4.3e6, "digital printed copy")],
    ),
    ("They are shy of 64,900.", [("64,900", 64900, None)]),
    # sides of a pair that touch
    ("Stir in 450 g/1 lb of flour.", [("450 g", 450, "gram"), ("1 lb", 1, "pound")]),
    ("Roast it at 220C/425F.", [("220C", 220, "degree Celsius"), ("425F", 425, "degree Fahrenheit")]),
    ("Roast it at 200C/fan 180C.", [("200C", 200, "degree Celsius"), ("180C", 180, "degree Celsius")]),
    ("Warm 150ml/¼ pint of milk.", [("150ml", 150, "millilitre"), ("¼ pint", 0.25, "pint")]),
    ("The pond froze at 1.1 C (34 F).", [("1.1 C", 1.1, "degree Celsius"), ("34 F", 34, "degree Fahrenheit")]),
    ("Noon saw 72 degrees (22C).", [("72 degrees", 72, "degree Fahrenheit"), ("22C", 22, "degree Celsius")]),
    (
        "It has 102 people per square mile (39 per square kilometre).",
        [
            ("102 people per square mile", 102, "person per square mile"),
            ("39 per square kilometre", 39, "person per square kilometre"),
        ],
    ),
    ("It has 4,000 per square mile.", [("4,000 per square mile", 4000, "per square mile")]),
    ("The van burns 8.5 litres per 100 km.", [("8.5 litres per 100 km", 8.5, "litre per 100 kilometres")]),
    ("Its jam has 12 g per 100 g.", [("12 g per 100 g", 12, "gram per 100 gram")]),
    # one of a unit
    ("The mole is a mile (1.6 km) long.", [("a mile", 1, "mile"), ("1.6 km", 1.6, "kilometre")]),
    ("They drank a gallon of cider.", [("a gallon", 1, "gallon")]),
    ("It slipped by a percentage point.", [("a percentage point", 1, "percentage point")]),
    ("a litre", [("a litre", 1, "litre")]),
    # tolerances
    ("The keg holds 50 kg ± 10%.", [("50 kg ± 10%", (45, 55), "kilogram")]),
    ("The error is plus or minus 3 points.", [("3 points", 3, "point")]),
    # ratios, folds and times
    ("They face odds of 3-to-1.", [("3-to-1", 3, None)]),
    ("Mix it in a ratio of 3:1.", [("3:1", 3, None)]),
    ("They have a two-to-one majority.", [("two-to-one", 2, None)]),
    ("Output grew tenfold.", [("tenfold", 10, "time")]),
    ("It was a 12-fold rise.", [("12-fold", 12, "time")]),
    ("The new pump is 2.5x faster.", [("2.5x", 2.5, "time")]),
    # below zero
    ("It was 5 degrees below zero.", [("5 degrees below zero", -5, "degree")]),
    ("It was 40 below zero Fahrenheit.", [("40 below zero Fahrenheit", -40, "degree Fahrenheit")]),
    ("Nights fell to −5 to −10 °C.", [("−5 to −10 °C", (-5, -10), "degree Celsius")]),
    # sides of a thing
    ("A tile of 28x19 inches.", [("28", 28, "inch"), ("19 inches", 19, "inch")]),
    ("A tile of 3×4 m.", [("3", 3, "metre"), ("4 m", 4, "metre")]),
    ("A 10-by-12-foot shed.", [("10", 10, "foot"), ("12-foot", 12, "foot")]),
    ("A 10' x 12' shed.", [("10'", 10, "foot"), ("12'", 12, "foot")]),
    ('A 6" x 4" print.', [('6"', 6, "inch"), ('4"', 4, "inch")]),
    ("You need 2 x 400g tins.", [("2", 2, None), ("400g", 400, "gram")]),
    ("She stood at 6-4 and 220 pounds.", [("220 pounds", 220, "pound")]),
    # feet and inches, stones and pounds, hours and minutes
    ("He is 6'7\" tall.", [("6'7\"", 6 + 7 / 12, "foot")]),
    ("The 6'4 keeper left.", [("6'4", 6 + 4 / 12, "foot")]),
    ("The 6-foot-4-inch keeper left.", [("6-foot-4-inch", 6 + 4 / 12, "foot")]),
    ("The dyke is 6 ft 7 thick.", [("6 ft 7", 6 + 7 / 12, "foot")]),
    ("He is six foot four.", [("six foot four", 6 + 4 / 12, "foot")]),
    ("The 6ft7in keeper left.", [("6ft7in", 6 + 7 / 12, "foot")]),
    ("At 6 feet 3 divers were lost.", [("6 feet", 6, "foot"), ("3 divers", 3, "diver")]),
    ("She weighs 11 stone 4.", [("11 stone 4", 11 + 4 / 14, "stone")]),
    ("It took 2h 15m.", [("2h 15m", 2.25, "hour")]),
    # millions of a unit
    ("It burned 1.2m hectares.", [("1.2m hectares", 1.2e6, "hectare")]),
    ("They pump 1.5m barrels a day.", [("1.5m barrels a day", 1.5e6, "barrel per day")]),
    ("It covers 3.4m sq km.", [("3.4m sq km", 3.4e6, "square kilometre")]),
    ("A bond of $1.5-2m.", [("$1.5-2m", (1.5e6, 2e6), "US dollar")]),
    ("A bond of £2m-3m.", [("£2m-3m", (2e6, 3e6), "pound sterling")]),
    ("Nought point five per cent.", [("Nought point five per cent", 0.5, "percent")]),
    # decades of a life
    ("She is in her thirties.", [("thirties", (30, 39), "year of age")]),
    ("A man in his mid-60s fell.", [("60s", (64, 66), "year of age")]),
    ("A 34 y/o diver.", [("34 y/o", 34, "year of age")]),
    # ranges with a scale or unit on both sides
    ("It costs 10 billion-15 billion euros.", [("10 billion-15 billion euros", (1e10, 1.5e10), "euro")]),
    ("Add 2 -7 g of salt.", [("2 -7 g", (2, 7), "gram")]),
    ("Rates of 5, 6 or 7 percent.", [("5", 5, "percent"), ("6 or 7 percent", (6, 7), "percent")]),
    ("They asked for a half-point rise.", [("a half-point", 0.5, "point")]),
    ("A one-in-three chance.", [("one-in-three", 1 / 3, None)]),
    ("A box of 4 km cubed.", [("4 km cubed", 4, "cubic kilometre")]),
    ("It is 3× faster.", [("3×", 3, "time")]),
    ("The ticket was kr 500.", [("kr 500", 500, "Swedish krona")]),
    ("The ticket was KSh 500.", [("KSh 500", 500, "Kenyan shilling")]),
    ("It lived 300 Mya.", [("300 Mya", 300, "million years")]),
    ("Around 80 , 000 gulls came .", [("80 , 000 gulls", 80000, "gull")]),
    ("The toll is a dollar and 42 cents.", [("a dollar and 42 cents", 1.42, "US dollar")]),
    # ages
    ("The poet died at 92.", [("92", 92, "year of age")]),
    ("At 92, she still rows.", [("92", 92, "year of age")]),
    ("They met a girl of 12.", [("12", 12, "year of age")]),
    ("It is 1.75m tall and weighs 60kg.", [("1.75m", 1.75, "metre"), ("60kg", 60, "kilogram")]),
    ("She won the 100m hurdles.", [("100m", 100, "metre")]),
    ("Days of 38C-40C are rare.", [("38C-40C", (38, 40), "degree Celsius")]),
    (
        "Nights of -5 to -10 C (23 to 14 F).",
        [("-5 to -10 C", (-5, -10), "degree Celsius"), ("23 to 14 F", (23, 14), "degree Fahrenheit")],
    ),
    ("Add 3 tbsp plus 1 tsp of oil.", [("3 tbsp", 3, "tablespoon"), ("1 tsp", 1, "teaspoon")]),
    ("Some 45 kg/100 lb of coal.", [("45 kg", 45, "kilogram"), ("100 lb", 100, "pound")]),
    ("A 23 cm/9 in tin.", [("23 cm", 23, "centimetre"), ("9 in", 9, "inch")]),
    ("The engine makes 300bhp.", [("300bhp", 300, "brake horsepower")]),
    # what is counted behind its measure
    ("Open two 14-ounce cans.", [("two", 2, "can"), ("14-ounce", 14, "ounce")]),
    ("Use two 400g tins.", [("two", 2, "tin"), ("400g", 400, "gram")]),
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[text for text, _ in VALUES])
def test_values(text: str, expected: list[Read]) -> None:
    found = read(text)
    assert [(span, unit) for span, _, unit in found] == [(span, unit) for span, _, unit in expected]
    for (_, value, _), (_, wanted, _) in zip(found, expected, strict=True):
        assert value == pytest.approx(wanted, rel=1e-9)


def test_an_example_says_the_same_behind_another_text_and_alone() -> None:
    """Of those that begin with a figure, or nearly so: what stands before it is then the end of another text."""
    own = ("document", "mention", "sentence")
    early = [text for text, found in _examples().items() if found and found[0]["start"] < 8]
    assert len(early) > 20
    for text in early:
        alone, behind = frame(text).rows(named=True), _examples()[text]
        assert [{**row, **dict.fromkeys(own)} for row in alone] == [{**row, **dict.fromkeys(own)} for row in behind]


NOTHING = [
    "The law of 1998 was kept.",
    "It opened in the 1960s.",
    "He left on March 7.",
    "She was born on 12 May.",
    "The train leaves at 10:45 or 6pm.",
    "She came third, and he 21st.",
    "They won 3-1 and 40–13.",
    "Python 3.11.2 is out.",
    "Call 714-347-8405 or +44 20 7946 0958.",
    "They live at 575 Wilbraham Road.",
    "An F-16 and a Boeing 737 landed.",
    "The S&P 500 and the Fortune 100 agree.",
    "The iPhone 11 Pro is here.",
    "See chapter 3, page 12 and Tables 12 and 13.",
    "Flight 101 left from gate 7.",
    "No one came, and the one who did left.",
    "The Group of Seven met on BBC One.",
    "In the second half they rested.",
    "It runs on Route 31B.",
    "The 13F filing is due.",
    "It is open 24/7, as on 9/11.",
    "Section 401(k) of Article 5 applies.",
    "They finished in the bottom three.",
    "A COVID-19 test.",
    "In 2013/14 it rained.",
    "He is the 32nd of them.",
    "Nineteen eighty-four is a novel.",
    "Several hundred came.",
    "They lost 4-nil.",
    "The two-time winner shot it in 1080p.",
    "They live at 221B Mill Street.",
    "They live at 575 Fifth Avenue.",
    "A 4x4 stood in the yard.",
    "It was an inch too far, and the foot of a hill.",
    "They voted by a percentage of shares.",
    "It was built in the thirties.",
    "They keep the Ten Commandments.",
    "The leak at Three Mile Island.",
    "The Thirty Years' War and the Six-Day War.",
    "They came from ground zero.",
    "The 7-Eleven is shut.",
    "The under-5s play at home.",
    "It opens at half past nine and shuts at quarter to six.",
    "She scored at 45+2.",
    "A part numbered 24703 L-202.",
    "1. Preheat the oven.",
    "8 0 0 0",
    "A five-a-side game.",
    "Visit https://example.org/?q=30%25%20a now.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


BOUNDS = [
    ("It sold about 40 boats.", "about", "about"),
    ("It sold up to 40 boats.", "up_to", "up to"),
    ("It sold no more than 40 boats.", "at_most", "no more than"),
    ("It sold fewer than 40 boats.", "less_than", "fewer than"),
    ("It sold nearly 40 boats.", "nearly", "nearly"),
    ("It sold well over 40 boats.", "more_than", "well over"),
    ("It sold more than a dozen boats.", "more_than", "more than"),
    ("It sold at least $40m.", "at_least", "at least"),
    ("It sold 40 boats or so.", "about", "or so"),
    ("It sold 40-odd boats.", "about", "-odd"),
    ("It sold ~40 boats.", "about", "~"),
    ("It took over 3 hours.", "more_than", "over"),
    ("He paid it back over 3 years.", "exact", None),
    ("It sold exactly 40 boats.", "exact", "exactly"),
    ("It sold not quite 40 boats.", "nearly", "not quite"),
    ("It sold perhaps 40 boats.", "about", "perhaps"),
    ("It sold twice as many as 40 boats.", "exact", "twice as many as"),
    ("It sold dozens of boats.", "vague", None),
    ("A sub-7 nanometre chip.", "less_than", "sub"),
]


@pytest.mark.parametrize(("text", "bound", "hedge"), BOUNDS, ids=[text for text, _, _ in BOUNDS])
def test_bounds(text: str, bound: str, hedge: str | None) -> None:
    row = only(text)
    assert (row["bound"], row["hedge"]) == (bound, hedge)
    if hedge is not None:
        assert text[row["hedge_start"] : row["hedge_end"]] == hedge  # type: ignore[misc]


GRIDS = [
    ("It holds 4 boats.", 1, 1),
    ("It holds 300 boats.", 1, 100),
    ("It holds 95 boats.", 1, 5),
    ("It weighs 2.70 kg.", 0.01, 0.01),
    ("It weighs 2.5 kg.", 0.1, 0.5),
    ("It costs $3 million.", 1e6, 1e6),
    ("It costs $350 million.", 1e6, 5e7),
    ("It drew half a million fans.", 1e5, 1e5),
    ("It drew two and a half million fans.", 5e5, 5e5),
]


@pytest.mark.parametrize(("text", "step", "coarse"), GRIDS, ids=[text for text, _, _ in GRIDS])
def test_grids(text: str, step: float, coarse: float) -> None:
    row = only(text)
    assert (row["step"], row["coarse"]) == pytest.approx((step, coarse))


def test_what_is_denoted_in_the_base_unit() -> None:
    row = only("The pole is about 10 feet high.")
    assert (row["low"], row["high"]) == (5.0, 15.0)
    assert (row["base_low"], row["base_high"]) == pytest.approx((1.524, 4.572))
    assert row["dimension"] == "length"


def test_a_level_of_temperature_has_an_offset() -> None:
    row = only("Water freezes at 32 F.")
    assert (row["base_low"], row["base_high"]) == pytest.approx((273.15 - 0.5 / 1.8, 273.15 + 0.5 / 1.8))


def test_a_falling_range_denotes_an_interval_in_order() -> None:
    row = only("It fell from 208 to 193 pounds.")
    assert (row["value"], row["value_high"], row["low"], row["high"]) == (208.0, 193.0, 192.5, 208.5)


def test_both_numbers_of_a_range_have_their_span() -> None:
    text = "It rose from 21 mpg in the spring to 29 mpg."
    row = only(text)
    assert row["join"] == "from"
    assert text[row["second_start"] : row["second_end"]] == "29"  # type: ignore[misc]
    assert text[row["number_start"] : row["number_end"]] == "21 mpg in the spring to 29"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "kind", "dimension"),
    [
        ("It costs $5.", "money", "money:US dollar"),
        ("It costs 5 pence.", "money", "money:pound sterling"),
        ("It lost 5 percent.", "percent", "ratio"),
        ("It lost 5 boats.", "count", "count:boat"),
        ("It lost 5 km.", "measure", "length"),
        ("It grew five times.", "multiple", "ratio"),
        ("It is 5 years old.", "measure", "age"),
        ("It is shy of 5,400.", "none", None),
    ],
)
def test_kinds_and_dimensions(text: str, kind: str, dimension: str | None) -> None:
    row = only(text)
    assert (row["unit_kind"], row["dimension"]) == (kind, dimension)


def test_dates_and_clock_times_that_others_have_read_are_left_out() -> None:
    text = "On 12 4 boats sank."
    batch = Batch.of([Document("a", text)])
    assert quantities(batch, [(3, 5)])["text"].to_list() == ["4 boats"]


def test_a_bare_year_beside_a_unit_is_no_year() -> None:
    text = "The hall has 1520 sq m."
    batch = Batch.of([Document("a", text)])
    start = text.index("1520")
    assert quantities(batch, [(start, start + 4)])["text"].to_list() == ["1520 sq m"]


def test_quotation_is_marked() -> None:
    assert frame('He said "40 boats sank" and left 12 boats.')["quoted"].to_list() == [True, False]


def test_a_wrapped_line_goes_on() -> None:
    text = (
        "The lake behind the dam of the old mill falls in January to minus\n"
        "18C at dawn, and is said by all who live there to hold 240\n"
        "swans, 3.5\nmillion midges\n"
    )
    found = frame(text).select("text", "value", "unit").rows()
    assert found[:2] == [("minus\n18C", -18.0, "degree Celsius"), ("240\nswans", 240.0, "swan")]
    assert [value for _, value, _ in found[2:]] == [3.5, 1e6]  # too short a line to have been wrapped


def test_a_line_that_ends_in_a_carriage_return_goes_on() -> None:
    text = "The price of a room in the hotel on the pier rose by some 30\r\npercent this year.\r\n"
    assert frame(text).select("value", "unit", "bound").rows() == [(30.0, "percent", "about")]


def test_documents_and_fields_keep_their_own_offsets() -> None:
    texts = ["Zoë saw 4 boats.", "Nothing.", "Über 7 km."]
    found = frame(*texts)
    spans = found.select("document", "start", "end", "text").rows()
    assert [texts[document][start:end] for document, start, end, _ in spans] == [text for *_, text in spans]
    assert found["document"].to_list() == [0, 2]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Officials said 12 miners died; activists told us that 20 miners did.", ["official", "activist"]),
        ("The toll rose to 40 miners, the health ministry said on Monday.", ["ministry"]),
        ("According to the U.N. mission, 300 miners fled.", ["U.N."]),
        ("About 12 boats sank, said Karimov.", ["Karimov"]),
        ("She said 4 boats sank.", [None]),
        ("Twelve boats sank. Police reported 3 arrests.", [None, "police"]),
    ],
)
def test_who_says_so(text: str, sources: list[str | None]) -> None:
    assert frame(text)["source"].to_list() == sources


def test_a_noun_behind_a_hyphen_is_never_cut_inside_a_character() -> None:
    assert frame("It ran a 12-page–Extra edition. It has 8 pages.")["text"].to_list() == ["8 pages"]


def test_nothing_in_nothing() -> None:
    assert frame("").height == 0


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("It cost $3-4 billion.", 1e9),
        ("It cost 1.1 million euros.", 1e6),
        ("It cost 2.5bn pounds.", 1e9),
        ("It cost 2 hundred thousand pounds.", 1e5),
        ("It cost 1,100,000 euros.", 1),
        ("It weighs 5 stone 7 pounds.", 1),
    ],
)
def test_the_scale_is_that_of_the_words_printed(text: str, scale: float) -> None:
    assert quantities(Batch.of([Document("-", text)]))["scale"].to_list() == [scale]
