"""The Pandera models of the constraint frames: what a text asserts between its mentions, with the bounds of both sides.

A linker of `checks.link` builds one frame; the model, in CamelCase, has the linker's name. Roles are mention ids.
Offsets and units are those of `checks.facts`.
"""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from checks.model import Model


class Conversions(Model):
    """One row a pair of quantities of which `converted` restates `given` in another unit.

    `ratio` and `shift` take a given value to the converted unit (value * ratio + shift), for whichever of the units
    that the words may mean (US and imperial gallons) comes nearest. `inverse` says that it takes 1 / value there
    (miles per gallon, litres per 100 km). `slack` is the relative deviation of the rough factors of newsroom style
    guides. `change` says that a temperature is a rise, fall or difference, which has no shift; `level` that the words
    speak of a reading of the thermometer; neither is true where they leave it open. `closed` says that the pair is
    written `a u (b v)` with nothing else in it, so that nothing but a conversion can be meant.

    `<side>_pattern` is how the quantity is printed ("{low}-{high} million acres", "{low} ft {rest} in"), `<side>_scale`
    the worth of its scale word, `<side>_minor` how many of the smaller unit make one (zero without one), and
    `<side>_number` its number as printed.
    """

    document: pl.UInt32
    given: pl.UInt32
    converted: pl.UInt32
    dimension: str
    change: bool
    level: bool
    inverse: bool
    closed: bool
    ratio: float
    shift: float
    slack: float
    given_value: float
    given_value_high: float
    given_step: float
    given_coarse: float
    given_bound: str
    given_unit: str
    given_unit_text: str = pa.Field(nullable=True)
    given_number: str
    given_pattern: str
    given_scale: float
    given_minor: float
    converted_value: float
    converted_value_high: float
    converted_step: float
    converted_coarse: float
    converted_bound: str
    converted_unit: str
    converted_unit_text: str = pa.Field(nullable=True)
    converted_number: str
    converted_pattern: str
    converted_scale: float
    converted_minor: float


class Parts(Model):
    """One row a part and the whole it is drawn from (or what remains, and the original), both in one unit.

    Bounds are in the base unit; where the part's least is more than the whole's most, `part_least` and `whole_most`
    are the two as the text prints quantities (else null), in the part's unit where the two have several. `comparable`
    is false where sources, times or kinds may differ.
    """

    document: pl.UInt32
    part: pl.UInt32
    whole: pl.UInt32
    relation: str
    part_low: float
    part_high: float
    whole_low: float
    whole_high: float
    part_least: str = pa.Field(nullable=True)
    whole_most: str = pa.Field(nullable=True)
    comparable: bool


class Changes(Model):
    """One row a change between two figures: `before` to `after` is `percent`, in points where `points` says so.

    `direction` is 1 up, -1 down, 0 where the words leave it open. `before` is null where one mention, in `after`,
    holds both figures ("from 236 to 311"). The figures are in one unit, with the steps and hedges of
    `checks.facts.Quantities`; `rates` says that they are percentages themselves.
    `percent_pattern` is how the percentage is printed (`checks.wording.told`).
    """

    document: pl.UInt32
    percent: pl.UInt32
    before: pl.UInt32 = pa.Field(nullable=True)
    after: pl.UInt32
    direction: pl.Int8
    points: bool
    percent_value: float
    percent_value_high: float
    percent_step: float
    percent_coarse: float
    percent_bound: str
    before_value: float
    before_value_high: float
    before_step: float
    before_coarse: float
    before_bound: str
    after_value: float
    after_value_high: float
    after_step: float
    after_coarse: float
    after_bound: str
    rates: bool
    percent_pattern: str
    before_text: str
    after_text: str
    comparable: bool


class Ranges(Model):
    """One row a range of figures from `low` to `high` as printed; `last` is null where one mention covers both.

    `begins` and `ends` are the two ends of one that falls, each with its unit where it has one (else null).
    """

    document: pl.UInt32
    first: pl.UInt32
    last: pl.UInt32 = pa.Field(nullable=True)
    low: float
    high: float
    begins: str = pa.Field(nullable=True)
    ends: str = pa.Field(nullable=True)
    comparable: bool


class Listings(Model):
    """One row a sentence that announces a number of things and the list that follows it.

    `kind` says what is listed: the items of a `list`, numbered `headings`, the words of an `inline` list, or the two of
    which "both" speaks.
    """

    document: pl.UInt32
    announced: pl.UInt32
    count: float
    items: pl.UInt32
    kind: str = pa.Field(isin=("list", "headings", "inline", "both"))
    comparable: bool


class DatedVerbs(Model):
    """One row a verb told with a full date in a text that has a date of its own.

    `plan` says that the verb speaks of what is to come ("is scheduled for"), else it tells what has happened. `own` is
    the text's date, `stated` whether the text itself gives it; `shifted` is the printed day a year on (plans) or back,
    `as_date` that day as the text would print it; `weekday_agrees` is null where no weekday is printed. Where all
    other dates of the text are of another year than its own date, and fit the verbs in that, `dateline` is the mention
    of that date at the top and `as_dateline` what it would be in their year.
    """

    document: pl.UInt32
    date: pl.UInt32
    verb: str
    plan: bool
    printed: pl.Date
    own: pl.Date
    stated: bool
    shifted: pl.Date = pa.Field(nullable=True)
    weekday_agrees: bool = pa.Field(nullable=True)
    as_date: str = pa.Field(nullable=True)
    dateline: pl.UInt32 = pa.Field(nullable=True)
    as_dateline: str = pa.Field(nullable=True)
    comparable: bool


class Chronology(Model):
    """One row an affair (who holds a town, whether a museum is open) of which several times are told.

    `holds` is false where the statements about its events cannot hold together under any reading; `event` and `other`
    (and `third`, `fourth`) are then the events of a smallest contradiction, each with its time, and `explanation` the
    reasoning. Null: too many readings to tell.
    """

    document: pl.UInt32
    event: pl.UInt32
    time: pl.UInt32 = pa.Field(nullable=True)
    other: pl.UInt32 = pa.Field(nullable=True)
    other_time: pl.UInt32 = pa.Field(nullable=True)
    third: pl.UInt32 = pa.Field(nullable=True)
    third_time: pl.UInt32 = pa.Field(nullable=True)
    fourth: pl.UInt32 = pa.Field(nullable=True)
    fourth_time: pl.UInt32 = pa.Field(nullable=True)
    holds: bool = pa.Field(nullable=True)
    explanation: str


class CalendarDates(Model):
    """One row a day of a month, whether it exists or not. `told` is the date as printed; its span is that of the
    month and year alone where the day is none of any month ("32 July 2024").
    """

    document: pl.UInt32
    date: pl.UInt32
    year: pl.Int32 = pa.Field(nullable=True)
    month: pl.Int32
    day: pl.Int32
    told: str
    comparable: bool


class WeekdayDates(Model):
    """One row a full date with its weekday, in one expression or beside it (`beside`: "Tuesday (Jan. 7, 2014)").

    `printed` is the date and `weekday` its weekday as printed (1 Monday to 7 Sunday). `with_weekday` is the
    expression (of the weekday if it stands beside) with the weekday of that date, `with_date` that of the date with
    the nearest date of that weekday, both written as the text writes them (null where they cannot be); `with_year` is
    the expression in another year, `year`, that is likely and has that weekday on this day (null where none is).

    `year_from` says where the year of `printed` is from: it is `printed`, that of the `text`, or one in which the
    `other day` (`beside`) of the same event has its weekday ("Thursday 18 July to Sunday 22 July").
    """

    document: pl.UInt32
    date: pl.UInt32
    beside: pl.UInt32 = pa.Field(nullable=True)
    printed: pl.Date
    weekday: pl.Int32
    with_weekday: str = pa.Field(nullable=True)
    with_date: str = pa.Field(nullable=True)
    with_year: str = pa.Field(nullable=True)
    year: pl.Int32 = pa.Field(nullable=True)
    year_from: str = pa.Field(isin=("printed", "text", "other day"))
    comparable: bool


class RelativeDays(Model):
    """One row a relative day and the date beside it: "tomorrow, Feb. 20".

    `own` is the document's own date; `stated` says that it was given or is printed at the top of the text (where,
    if the two differ, `dateline` is its mention), false for the date of a web page alone. `expected` to `expected_end`
    are the days that the relative expression may name, by its `unit`: a `day` ("tomorrow", with a date), a `weekday`
    ("yesterday, Monday"), `days` ("three days ago") or a `month`. `printed` is the date beside it (the nearest one of
    a weekday), in the nearest year where `year_printed` is false.
    `as_date` and `as_word` are what would agree, written as the text writes it (null where there is no such word).
    """

    document: pl.UInt32
    relative: pl.UInt32
    date: pl.UInt32
    dateline: pl.UInt32 = pa.Field(nullable=True)
    own: pl.Date
    stated: bool
    expected: pl.Date
    expected_end: pl.Date
    unit: str = pa.Field(isin=("day", "weekday", "days", "month"))
    printed: pl.Date
    year_printed: bool
    as_date: str = pa.Field(nullable=True)
    as_word: str = pa.Field(nullable=True)
    comparable: bool


class DateRanges(Model):
    """One row a range of time with both ends printed: "from May 2012 to June 2014", "between 1990 and 1995".

    `begins` is the first day of the first date, `ends` the last day of the last one; `granularity` is that of the
    coarser of the two. `implied` says that the first has no year of its own and takes that of the last.
    """

    document: pl.UInt32
    first: pl.UInt32
    last: pl.UInt32
    begins: pl.Date
    ends: pl.Date
    granularity: str
    implied: bool
    comparable: bool


class ExchangeRates(Model):
    """One row a converted amount of money beside another of the same two currencies; rates are units of one currency
    for one of the other, as `unit` says ("US dollars per euro").

    `slip` is the power of ten by which the two rates are apart (zero if none is); `as_converted` and `as_other` are the
    converted amounts with the scale word that would undo it (null where they have none).
    """

    document: pl.UInt32
    given: pl.UInt32
    converted: pl.UInt32
    other_given: pl.UInt32
    other_converted: pl.UInt32
    rate_low: float
    rate_high: float
    other_low: float
    other_high: float
    unit: str
    slip: pl.Int32
    as_converted: str = pa.Field(nullable=True)
    as_other: str = pa.Field(nullable=True)
    comparable: bool


class KnownRates(Model):
    """One row a converted amount of money in two currencies whose rate has kept within known bounds for decades.

    Rates are units of the converted currency for one of the given, as `unit` says; `as_converted` is the converted
    amount with the scale word that would bring it between the bounds (null where none does).
    """

    document: pl.UInt32
    given: pl.UInt32
    converted: pl.UInt32
    rate_low: float
    rate_high: float
    known_low: float
    known_high: float
    unit: str
    as_converted: str = pa.Field(nullable=True)
    comparable: bool


class TableFigures(Model):
    """One row a figure in prose that names a row and a column of a table by their labels.

    `cell` is null where the table is not in the text. Bounds are in the unit of the column: what the figure means, and
    what the cell may stand for at its printed precision.
    """

    document: pl.UInt32
    figure: pl.UInt32
    cell: pl.UInt32 = pa.Field(nullable=True)
    figure_low: float
    figure_high: float
    cell_low: float
    cell_high: float
    printed: str
    row: str
    column: str
    table: str
    unit: str


class Carriers(Model):
    """One row a percentage, power or speed said of a `carrier`: a whole, a fall, a rate per thousand, a temperature, an
    amount of energy, something on the ground that moves; or an area said of a distance, a length of an area. `least` is
    its printed value.
    """

    document: pl.UInt32
    quantity: pl.UInt32
    dimension: str
    least: float
    carrier: str = pa.Field(isin=("whole", "fall", "rate", "temperature", "energy", "speed", "distance", "area"))


class Durations(Model):
    """One row a length of time and the two dates that it lies between: "for 10 months, from March 2015 to January
    2016", "on May 4, 2011; three weeks later, on May 27, 2011".

    `days_low` to `days_high` is what the length says, `apart_low` to `apart_high` the days from the first date to
    the last (to now where that is null), both as wide as they can be read. `inside` says that the length may be a
    part of the range ("for five years between 1990 and 2010"); `dates` are the two as printed.
    """

    document: pl.UInt32
    duration: pl.UInt32
    first: pl.UInt32
    last: pl.UInt32 = pa.Field(nullable=True)
    days_low: float
    days_high: float
    apart_low: float
    apart_high: float
    inside: bool
    dates: str


class ClockTimes(Model):
    """One row a clock time and the same time in another zone: "8 p.m. GMT (3 p.m. ET)".

    Clocks are in minutes after midnight, `_utc_low` and `_utc_high` the two distances from UTC (in minutes) that
    the zone may have; those of a local time without a zone are null. `_loose` is by how much its name is off in the
    half of the year in which it is wrong and yet used. `together` says that both zones change their clocks on the same
    day. `period` is 1440, or 720 where one clock may be of the morning or the evening. `halves` says that the second is
    told with a.m. or p.m. Where not a second clock but the distance of the zone from UTC stands beside the first
    ("9am PST (UTC-7)"), `second` is null. `first_text` and `second_text` are the two with their zones as
    printed.
    """

    document: pl.UInt32
    first: pl.UInt32
    second: pl.UInt32 = pa.Field(nullable=True)
    first_clock: pl.Int32
    second_clock: pl.Int32
    first_utc_low: pl.Int32 = pa.Field(nullable=True)
    first_utc_high: pl.Int32 = pa.Field(nullable=True)
    first_loose: pl.Int32
    second_utc_low: pl.Int32
    second_utc_high: pl.Int32
    second_loose: pl.Int32
    first_text: str
    second_text: str
    together: bool
    zone: str
    period: pl.Int32
    halves: bool
    comparable: bool


class YearsSince(Model):
    """One row a number of years since a dated event, and the time at which they are counted: "the 20th anniversary
    of the 1996 fire", "12 years ago, in 2004".

    `number` is what says it ("20th anniversary", "12 years ago"), `years_low` to `years_high` the number it says.
    They count from `origin`, in `origin_year`, to `at`, in `at_low` to `at_high`; where no time is told, `at` is
    null and the years are that of the document's own date (`stated` as in `RelativeDays`). `open` says that the
    origin's date may be that of the celebration ("the 50th anniversary of liberation in 1995").
    """

    document: pl.UInt32
    number: pl.UInt32
    origin: pl.UInt32
    at: pl.UInt32 = pa.Field(nullable=True)
    years_low: float
    years_high: float
    origin_year: pl.Int32
    at_low: pl.Int32
    at_high: pl.Int32
    open: bool
    stated: bool
    comparable: bool


class Ages(Model):
    """One row an age in years with the date of birth of that person: "the 34-year-old was born in 1980", "born in
    1940, she died in 2015 aged 75".

    `years` is the age, told of the day `at`, or of the document's own date where that is null (`stated` as in
    `RelativeDays`). `apart_low` to `apart_high` are the days from birth to then, as wide as both dates can be read.
    """

    document: pl.UInt32
    age: pl.UInt32
    born: pl.UInt32
    at: pl.UInt32 = pa.Field(nullable=True)
    years: float
    apart_low: float
    apart_high: float
    stated: bool
    comparable: bool
