"""The lexicon of units and currencies: every factor against pint, every spelling and example against its row."""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.lexicon import unit as lexicon

FOLDER = Path(lexicon.__file__).parent
PINT: Any = pint.UnitRegistry()

# Units that pint knows by another name: ours to pint's.
RENAMED = {
    "nautical mile": "nautical_mile",
    "US survey foot": "survey_foot",
    "mil": "thou",
    "light year": "light_year",
    "astronomical unit": "astronomical_unit",
    "US gallon": "gallon",
    "imperial gallon": "imperial_gallon",
    "US quart": "quart",
    "imperial quart": "imperial_quart",
    "US pint": "pint",
    "imperial pint": "imperial_pint",
    "US gill": "gill",
    "imperial gill": "imperial_gill",
    "fluid ounce": "fluid_ounce",
    "US fluid ounce": "fluid_ounce",
    "imperial fluid ounce": "imperial_fluid_ounce",
    "fluid dram": "fluid_dram",
    "US teaspoon": "teaspoon",
    "US tablespoon": "tablespoon",
    "US cup": "cup",
    "barrel": "oil_barrel",
    "oil barrel": "oil_barrel",
    "US beer barrel": "beer_barrel",
    "imperial barrel": "imperial_barrel",
    "US dry barrel": "dry_barrel",
    "US bushel": "bushel",
    "imperial bushel": "imperial_bushel",
    "US dry gallon": "dry_gallon",
    "US dry quart": "dry_quart",
    "US dry pint": "dry_pint",
    "board foot": "board_foot",
    "metric ton": "metric_ton",
    "avoirdupois ounce": "ounce",
    "short ton": "short_ton",
    "long ton": "long_ton",
    "short hundredweight": "short_hundredweight",
    "long hundredweight": "long_hundredweight",
    "troy ounce": "troy_ounce",
    "troy pound": "troy_pound",
    "thousand years": "kiloyear",
    "million years": "megayear",
    "billion years": "gigayear",
    "speed of light": "speed_of_light",
    "standard gravity": "standard_gravity",
    "degree Celsius": "degree_Celsius",
    "degree Fahrenheit": "degree_Fahrenheit",
    "degree Rankine": "degree_Rankine",
    "degree Réaumur": "degree_Reaumur",
    "British thermal unit": "international_british_thermal_unit",
    "BTU": "international_british_thermal_unit",
    "small calorie": "calorie",
    "ton of TNT": "ton_TNT",
    "kiloton": "kiloton_TNT",
    "megaton": "megaton_TNT",
    "tonne of oil equivalent": "toe",
    "mechanical horsepower": "horsepower",
    "brake horsepower": "horsepower",
    "metric horsepower": "metric_horsepower",
    "electric horsepower": "electrical_horsepower",
    "millimetre of mercury": "millimeter_Hg",
    "inch of mercury": "inch_Hg",
    "centimetre of water": "centimeter_H2O",
    "thousand pounds per square inch": "kip_per_square_inch",
    "kilogram-force": "force_kilogram",
    "ton-force": "force_metric_ton",
    "pound-force": "force_pound",
    "foot-candle": "lumen / foot ** 2",
    "rad": "rads",
    "per mille": "permille",
    "part per thousand": "permille",
    "part per million": "ppm",
    "pixel per inch": "pixels_per_inch",
    "sverdrup": "sverdrup",
}

# Units that pint does not know, or defines otherwise, with a second derivation from units that it does.
DERIVED: dict[str, dict[str, str]] = {
    "pint still builds it on the US survey foot, withdrawn by NIST in 2022": {
        "fathom": "6 foot",
        "link": "66 / 100 foot",
        "rod": "16.5 foot",
        "chain": "66 foot",
        "furlong": "660 foot",
        "league": "3 mile",
        "acre": "43560 foot ** 2",
        "rood": "10890 foot ** 2",
        "acre-foot": "43560 foot ** 3",
        "acre-inch": "3630 foot ** 3",
        "million acre-feet": "43560e6 foot ** 3",
        "township": "36 mile ** 2",
        "cable length": "nautical_mile / 10",
    },
    "pint takes 1 / tan(arcsecond); the IAU fixed 648000 / pi in 2015": {
        "parsec": "648000 / pi astronomical_unit",
        "kiloparsec": "648000e3 / pi astronomical_unit",
        "megaparsec": "648000e6 / pi astronomical_unit",
        "gigaparsec": "648000e9 / pi astronomical_unit",
    },
    "pint has no name for it": {
        "span": "9 inch",
        "cubit": "18 inch",
        "verst": "3500 foot",
        "Chinese mile": "500 metre",
        "light second": "speed_of_light second",
        "light minute": "speed_of_light minute",
        "light hour": "speed_of_light hour",
        "light day": "speed_of_light day",
        "solar radius": "695700 kilometre",
        "square nautical mile": "nautical_mile ** 2",
        "million hectares": "1e6 hectare",
        "decare": "10 are",
        "dunam": "1000 metre ** 2",
        "stremma": "1000 metre ** 2",
        "jerib": "2000 metre ** 2",
        "rai": "(40 metre) ** 2",
        "ngan": "(40 metre) ** 2 / 4",
        "square wah": "(2 metre) ** 2",
        "mu": "hectare / 15",
        "pyeong": "(60 / 33 metre) ** 2",
        "tsubo": "(60 / 33 metre) ** 2",
        "cuerda": "3930.395625 metre ** 2",
        "thousand cubic feet": "1e3 foot ** 3",
        "million cubic feet": "1e6 foot ** 3",
        "billion cubic feet": "1e9 foot ** 3",
        "trillion cubic feet": "1e12 foot ** 3",
        "million cubic metres": "1e6 metre ** 3",
        "billion cubic metres": "1e9 metre ** 3",
        "metric teaspoon": "5 millilitre",
        "metric tablespoon": "15 millilitre",
        "Australian tablespoon": "20 millilitre",
        "metric cup": "250 millilitre",
        "US legal cup": "240 millilitre",
        "million barrels": "42e6 gallon",
        "firkin": "9 imperial_gallon",
        "kilderkin": "18 imperial_gallon",
        "hogshead": "63 gallon",
        "cord": "4 foot * 4 foot * 8 foot",
        "register ton": "100 foot ** 3",
        "Olympic swimming pool": "50 metre * 25 metre * 2 metre",
        "quintal": "100 kilogram",
        "stone": "14 pound",
        "million ounces": "480e6 grain",
        "deadweight ton": "2240 pound",
        "tola": "180 grain",
        "tael": "60.478982 kilogram / 1600",
        "catty": "60.478982 kilogram / 100",
        "picul": "60.478982 kilogram",
        "jin": "kilogram / 2",
        "liang": "kilogram / 20",
        "momme": "3.75 gram",
        "statistical bale of cotton": "480 pound",
        "60-kilogram bag": "60 kilogram",
        "quarter of a year": "year / 4",
        "decade": "10 year",
        "365-day year": "365 day",
        "leap year": "366 day",
        "quad": "1e15 international_british_thermal_unit",
        "million British thermal units": "1e6 international_british_thermal_unit",
        "kilogram of TNT": "ton_TNT / 1000",
        "pound of TNT": "ton_TNT / 1000 * pound / kilogram",
        "million tonnes of oil equivalent": "1e6 toe",
        "tonne of coal equivalent": "7e9 international_calorie",
        "barrel of oil equivalent": "5.8e6 international_british_thermal_unit",
        "million barrels of oil equivalent": "5.8e12 international_british_thermal_unit",
        "barrel of oil equivalent per day": "5.8e6 international_british_thermal_unit / day",
        "thousand barrels of oil equivalent per day": "5.8e9 international_british_thermal_unit / day",
        "inch of water": "2.54 centimeter_H2O",
        "beat per minute": "1 / minute",
        "frame per second": "1 / second",
        "candlepower": "candela",
        "percentage point": "percent",
        "basis point": "percent / 100",
        "part per billion": "1e-9",
        "part per trillion": "1e-12",
        "part per quadrillion": "1e-15",
        "karat": "1 / 24",
        "million cubic metres per day": "1e6 metre ** 3 / day",
        "billion cubic metres per year": "1e9 metre ** 3 / year",
        "million cubic feet per day": "1e6 foot ** 3 / day",
        "billion cubic feet per day": "1e9 foot ** 3 / day",
        "million gallons per day": "1e6 gallon / day",
        "thousand barrels per day": "1e3 oil_barrel / day",
        "million barrels per day": "1e6 oil_barrel / day",
        "million metric tons per year": "1e6 metric_ton / year",
        "litre per 100 kilometres": "litre / (100 kilometre)",
        "kilowatt hour per 100 kilometres": "kilowatt hour / (100 kilometre)",
        "person per square kilometre": "1 / kilometre ** 2",
        "person per square mile": "1 / mile ** 2",
    },
    "pint means something else by the name": {
        "therm": "1e5 international_british_thermal_unit",  # pint rounds the Btu to 1055.056 J
        "ton of refrigeration": "12000 international_british_thermal_unit / hour",
        "calorie": "kilocalorie",  # a newspaper's calorie is a dietary one
        "foot-pound": "foot force_pound",
        "pound-foot": "foot force_pound",
        "pound-inch": "inch force_pound",
        "pound per square inch": "force_pound / inch ** 2",
        "pound per square foot": "force_pound / foot ** 2",
        "kilogram per square centimetre": "force_kilogram / centimetre ** 2",
        "revolution per minute": "1 / minute",  # pint's revolution is an angle
        "revolution per second": "1 / second",
        "cycle per second": "1 / second",
        "gauss": "1e-4 tesla",  # pint keeps gauss for the CGS system
        "decibel": "1",  # logarithmic: no factor converts it
    },
}
EXPRESSIONS = RENAMED | {name: text for group in DERIVED.values() for name, text in group.items()}

# What pint cannot tell apart, and nobody converts into each other.
SAME_DIMENSIONALITY = (
    {"frequency", "radioactivity", "data rate"},
    {"energy", "torque"},
    {"dose equivalent", "absorbed dose", "specific energy"},
    {"ratio", "angle", "solid angle", "sound level", "data"},
    {"luminous intensity", "luminous flux"},
    {"luminance", "illuminance"},
    {"print resolution", "pixel density"},
    {"length", "yield by volume"},
    {"area", "fuel consumption"},
    {"force", "energy per distance"},
    {"fuel economy", "population density"},
)

# Symbols that differ from a unit's word only in case; the symbol is looked up first.
CASE_TELLS = {f"{prefix}Bps" for prefix in "kMGT"}

# Spellings that are both a currency and a unit: all need context.
SHARED_WORDS = {"pound", "pounds", "dram", "drams", "kip"}


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


UNITS = {row["name"]: row for row in rows("units")}
CURRENCIES = {row["name"]: row for row in rows("currencies")}
SLACKS = rows("slack")


def expression(name: str) -> str:
    """Our name in pint's language: `square mile per hour` to `((mile) ** 2) / (hour)`."""
    if name in EXPRESSIONS:
        return EXPRESSIONS[name]
    numerator, per, denominator = name.partition(" per ")
    if per:
        return f"({expression(numerator)}) / ({expression(denominator)})"
    for word, power in (("square ", 2), ("cubic ", 3)):
        if name.startswith(word):
            return f"({expression(name.removeprefix(word))}) ** {power}"
    if name.endswith(" squared"):
        return f"({expression(name.removesuffix(' squared'))}) ** 2"
    return name.replace(" ", " * ").replace("-", " * ")


def quantity(name: str) -> Any:
    text = expression(name)
    return PINT.Quantity(1, text) if text.startswith("degree_") else PINT.Quantity(text)


def dimensionality(name: str) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(quantity(name).dimensionality.items()))


def found(spelling: str, symbols: Mapping[str, str], words: Mapping[str, str]) -> str | None:
    """The reader's way: the symbol as written, then the word in lower case."""
    return symbols.get(spelling) or words.get(spelling.lower())


# Units


def test_the_lexicon_is_large() -> None:
    assert len(UNITS) >= 400
    assert list(lexicon.units()) == list(UNITS)


def test_a_scale_is_part_of_the_number_not_of_the_unit() -> None:
    assert [word for word in lexicon.unit_words() if re.match(r"thousand|[mbtrquad]*illion", word)] == []


@pytest.mark.parametrize("name", UNITS)
def test_factor_and_offset_agree_with_pint(name: str) -> None:
    unit = lexicon.units()[name]
    if unit.dimension == "temperature":
        for value in (-40.0, 0.0, 100.0):
            expected = PINT.Quantity(value, expression(name)).to("kelvin").magnitude
            assert value * unit.factor + unit.offset == pytest.approx(expected, rel=1e-12)
    else:
        assert unit.factor == pytest.approx(quantity(name).to_base_units().magnitude, rel=1e-12)
        assert unit.offset == 0.0


def test_factors_are_decimals_or_fractions() -> None:
    for name, row in UNITS.items():
        assert float(Fraction(row["factor"])) == lexicon.units()[name].factor
        assert lexicon.units()[name].factor > 0


def test_a_dimension_has_one_dimensionality_in_pint() -> None:
    seen = defaultdict(set)
    for name, unit in lexicon.units().items():
        seen[unit.dimension].add(dimensionality(name))
    assert {dimension: found for dimension, found in seen.items() if len(found) > 1} == {}


def test_a_dimensionality_has_one_dimension_unless_we_say_why() -> None:
    seen = defaultdict(set)
    for name, unit in lexicon.units().items():
        seen[dimensionality(name)].add(unit.dimension)
    shared = [dimensions for dimensions in seen.values() if len(dimensions) > 1]
    assert [dimensions for dimensions in shared if dimensions not in SAME_DIMENSIONALITY] == []


def test_units_derived_here_are_rows() -> None:
    assert set(EXPRESSIONS) - set(UNITS) == {"BTU"}


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_row_reads_its_own_example(name: str) -> None:
    match = re.fullmatch(r"[\d,.]+[ -]?(\D.*|60-.*|480-.*|365-.*)", UNITS[name]["example"])
    assert match
    assert found(match[1], lexicon.unit_symbols(), lexicon.unit_words()) == name


def test_every_row_names_its_source() -> None:
    assert [row for row in (*UNITS.values(), *CURRENCIES.values(), *SLACKS) if not row["source"]] == []


def test_alternatives_are_rows_that_differ_from_their_row() -> None:
    for unit in lexicon.units().values():
        assert set(unit.alternatives) <= set(UNITS) - {unit.name}


# Spellings


def words_of(rows: Any) -> dict[str, str]:
    return lexicon._words(rows, lexicon._UNIT_VARIANTS)


@pytest.mark.parametrize("table", ["units", "currencies"])
@pytest.mark.parametrize(("column", "derive"), [("words", words_of), ("symbols", lexicon._symbols)])
def test_no_spelling_belongs_to_two_rows(table: str, column: str, derive: Any) -> None:
    owners = defaultdict(set)
    for row in rows(table):
        for spelling in derive([(row["name"], row[column])]):
            owners[spelling].add(row["name"])
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


def test_symbols_do_not_hide_words_of_another_unit() -> None:
    words = lexicon.unit_words()
    clashes = {s for s, name in lexicon.unit_symbols().items() if words.get(s.lower(), name) != name}
    assert clashes == CASE_TELLS


def test_words_shared_by_units_and_currencies_need_context() -> None:
    shared = set(lexicon.unit_words()) & set(lexicon.currency_words())
    assert shared == SHARED_WORDS
    assert shared <= lexicon.risky_words()


def test_symbols_shared_by_units_and_currencies_need_context() -> None:
    shared = set(lexicon.unit_symbols()) & set(lexicon.currency_symbols())
    assert shared <= lexicon.risky_symbols()


def test_words_are_in_lower_case_and_clean() -> None:
    for word in (*lexicon.unit_words(), *lexicon.currency_words()):
        assert word == word.lower().strip() != ""
        assert not set(word) & set("!=|")
    for symbol in (*lexicon.unit_symbols(), *lexicon.currency_symbols()):
        assert symbol == symbol.strip() != ""
        assert not set(symbol) & set("!=|")


def test_risky_spellings_are_spellings() -> None:
    minors = set(lexicon.minor_words())
    assert lexicon.risky_words() <= set(lexicon.unit_words()) | set(lexicon.currency_words())
    assert lexicon.risky_symbols() <= set(lexicon.unit_symbols()) | set(lexicon.currency_symbols()) | minors
    assert {"m", "C", "F", "g", "t", "s", "h", "K", "A", "V", "W", "B", "L", "l", "b", "R", "kr", "p"} <= (
        lexicon.risky_symbols()
    )
    assert {"pound", "pounds", "second", "mark", "won"} <= lexicon.risky_words()


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("sq km", "square kilometre"),
        ("sq. km", "square kilometre"),
        ("square km", "square kilometre"),
        ("Square Kilometers", "square kilometre"),
        ("square-kilometre", "square kilometre"),
        ("sq. miles", "square mile"),
        ("km2", "square kilometre"),
        ("km^2", "square kilometre"),
        ("km²", "square kilometre"),
        ("kms", "kilometre"),
        ("cu ft", "cubic foot"),
        ("cubic ft", "cubic foot"),
        ("cubic feet", "cubic foot"),
        ("cu m", "cubic metre"),
        ("cubic meters", "cubic metre"),
        ("feet", "foot"),
        ("inches", "inch"),
        ("mph", "mile per hour"),
        ("m.p.h.", "mile per hour"),
        ("miles per hour", "mile per hour"),
        ("miles an hour", "mile per hour"),
        ("mile-an-hour", "mile per hour"),
        ("km/h", "kilometre per hour"),
        ("kph", "kilometre per hour"),
        ("kmh", "kilometre per hour"),
        ("KM/H", "kilometre per hour"),
        ("kilometers an hour", "kilometre per hour"),
        ("kilos", "kilogram"),
        ("kilogrammes", "kilogram"),
        ("lbs", "pound"),
        ("degrees celsius", "degree Celsius"),
        ("degrees c", "degree Celsius"),
        ("deg C", "degree Celsius"),
        ("deg. C", "degree Celsius"),
        ("°C", "degree Celsius"),
        ("ºC", "degree Celsius"),
        ("° C", "degree Celsius"),
        ("centigrade", "degree Celsius"),
        ("degrees celcius", "degree Celsius"),
        ("degrees Farenheit", "degree Fahrenheit"),
        ("per cent", "percent"),
        ("pct", "percent"),
        ("pc", "percent"),
        ("percentage points", "percentage point"),
        ("pp", "percentage point"),
        ("bps", "basis point"),
        ("metric tons", "metric ton"),
        ("tonnes", "metric ton"),
        ("bpd", "barrel per day"),
        ("barrels per day", "barrel per day"),
        ("barrels a day", "barrel per day"),
        ("acre-feet", "acre-foot"),
        ("light-years", "light year"),
        ("nautical miles", "nautical mile"),
        ("stone", "stone"),
        ("carats", "carat"),
        ("troy ounces", "troy ounce"),
        ("kWh", "kilowatt hour"),
        ("kilowatt-hours", "kilowatt hour"),
        ("mmBtu", "million British thermal units"),
        ("PS", "metric horsepower"),
        ("bhp", "brake horsepower"),
        ("MW", "megawatt"),
        ("mW", "milliwatt"),
        ("Mb", "megabit"),
        ("MB", "megabyte"),
        ("pound-feet", "pound-foot"),
        ("psi", "pound per square inch"),
        ("pounds per square inch", "pound per square inch"),
        ("hPa", "hectopascal"),
        ("mmHg", "millimetre of mercury"),
        ("μg/m3", "microgram per cubic metre"),
        ("µg/m³", "microgram per cubic metre"),
        ("mg/dL", "milligram per decilitre"),
        ("mpg", "mile per gallon"),
        ("l/100km", "litre per 100 kilometres"),
        ("millennia", "millennium"),
        ("centuries", "century"),
        ("fortnights", "fortnight"),
        ("kcal", "kilocalorie"),
    ],
)
def test_newsroom_spellings(spelling: str, name: str) -> None:
    assert found(spelling, lexicon.unit_symbols(), lexicon.unit_words()) == name


# Currencies

ISO_4217 = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW
UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU XUA YER ZAR ZMW ZWG
DEM FRF ITL ESP FIM NLG PTE GRD IEP XEU BTC ETH
"""


def test_every_iso_code_has_a_row() -> None:
    assert set(ISO_4217.split()) - {currency.code for currency in lexicon.currencies().values()} == set()


def test_codes_and_names_are_unique() -> None:
    codes = [row["code"] for row in rows("currencies")]
    assert len(set(codes)) == len(codes) == len(CURRENCIES)


@pytest.mark.parametrize("name", CURRENCIES)
def test_a_currency_row_reads_its_own_example(name: str) -> None:
    match = re.fullmatch(r"(\D*?) ?[\d,.]+ ?(\D*)", CURRENCIES[name]["example"])
    assert match
    assert found(match[1] or match[2], lexicon.currency_symbols(), lexicon.currency_words()) == name
    assert lexicon.currency_symbols()[CURRENCIES[name]["code"]] == name


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("$", "US dollar"),
        ("dollars", "US dollar"),
        ("dlrs", "US dollar"),
        ("u.s. dollars", "US dollar"),
        ("A$", "Australian dollar"),
        ("C$", "Canadian dollar"),
        ("R$", "Brazilian real"),
        ("Rs", "Indian rupee"),
        ("₹", "Indian rupee"),
        ("stg", "pound sterling"),
        ("quid", "pound sterling"),
        ("pounds sterling", "pound sterling"),
        ("kr", "Swedish krona"),
        ("RMB", "yuan"),
        ("rubles", "Russian rouble"),
        ("roubles", "Russian rouble"),
        ("R", "South African rand"),
        ("deutschmarks", "Deutsche mark"),
        ("lire", "Italian lira"),
    ],
)
def test_newsroom_money(spelling: str, name: str) -> None:
    assert found(spelling, lexicon.currency_symbols(), lexicon.currency_words()) == name


def test_minor_units() -> None:
    minors = lexicon.minor_words()
    assert minors["pence"] == ("penny", "pound sterling", 100)
    assert minors["p"] == ("penny", "pound sterling", 100)
    assert minors["cents"] == ("cent", None, 100)
    assert minors["¢"] == ("cent", None, 100)
    assert "fils" not in minors
    assert lexicon.currencies()["US dollar"] == lexicon.Currency("USD", "US dollar", "cent", 100)


def test_minor_units_are_no_other_spelling() -> None:
    others = [lexicon.unit_words(), lexicon.unit_symbols(), lexicon.currency_words(), lexicon.currency_symbols()]
    assert [minor for minor in lexicon.minor_words() if any(minor in other for other in others)] == []


# Slack and compounds


@pytest.mark.parametrize("row", SLACKS, ids=lambda row: f"{row['given']}-{row['converted']}-{row['factor']}")
def test_slack_is_the_deviation_from_the_exact_factor(row: dict[str, str]) -> None:
    exact = Fraction(UNITS[row["given"]]["factor"]) / Fraction(UNITS[row["converted"]]["factor"])
    deviation = abs(Fraction(row["factor"]) / exact - 1)
    assert float(row["deviation"]) == pytest.approx(float(deviation), abs=0.00005)
    assert deviation <= Fraction("0.026") or row["source"].startswith("AP Stylebook, metric system")
    assert lexicon.units()[row["given"]].dimension == lexicon.units()[row["converted"]].dimension


def test_slack_of_a_pair() -> None:
    assert lexicon.slack("square kilometre", "square mile") == pytest.approx(0.036, abs=0.0001)
    assert lexicon.slack("kilometre", "mile") < 0.01
    assert lexicon.slack("kilometre", "litre") == 0.0


def test_compounds_take_the_dimension_of_the_table() -> None:
    units = lexicon.units()
    speed = lexicon.per(units["furlong"], units["fortnight"])
    assert speed.dimension == "speed"
    assert speed.factor == pytest.approx(201.168 / 1209600)
    assert speed.name == "furlong per fortnight"
    assert lexicon.per(units["degree Celsius"], units["volt"]).dimension == "temperature per voltage"


@given(st.sampled_from(list(UNITS)))
def test_a_compound_row_is_what_per_makes_of_its_parts(name: str) -> None:
    numerator, _, denominator = name.partition(" per ")
    units = lexicon.units()
    if numerator in units and denominator in units:
        compound = lexicon.per(units[numerator], units[denominator])
        same = math.isclose(compound.factor, units[name].factor, rel_tol=1e-12)
        assert same == (compound.dimension == units[name].dimension)
