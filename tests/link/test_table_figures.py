# ruff: noqa: E501 -- one table or sentence a line
"""Figures in prose are held against tables of many shapes, and only where they are those of the table."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checks import cli
from checks.command.usage import run
from checks.lexicon.entries import SilenceRow, rows

TABLES = {
    "parties": "Party,Share (%),Change,Seats\nGreens,14.8,+5.9,118\nLabour,33.7,-6.2,411\nReform,14.3,+12.3,5\n",
    "gdp": "Country,GDP (billion USD),Population (millions),Growth 2023 (%)\nGermany,4456,84.4,-0.3\nFrance,3031,68.2,0.7\nItaly,2255,58.9,0.9\nUnited Kingdom,3340,68.3,0.1\n",
    "years": "Country,2021,2022,2023\nKenya,110.3,113.4,108.0\nGhana,79.2,73.8,76.4\nEgypt,424.7,476.7,396.0\n",
    "long": "city,year,population\nOslo,2000,507467\nOslo,2010,586860\nOslo,2020,693494\nBergen,2000,229496\nBergen,2010,256600\nBergen,2020,283929\n",
    "transposed": "Measure,Everest,K2,Makalu\nHeight (m),8849,8611,8485\nFirst ascent,1953,1954,1955\nDeaths,340,96,50\n",
    "company": "Company,Revenue (million euros),Profit (million euros),Employees,Founded\nNordwind,1234.5,-56.7,8900,1987\nSolaris,879.0,45.2,12400,2003\n",
    "area": "park,area_km2,visitors per year,elevation (ft)\nPalmyra,45,120000,1300\nYellowstone,8983,4500000,7733\n",
    "range": "drug,dose (mg),price\nAspirin,300-600,4.50\nIbuprofen,200-400,5.20\nParacetamol,500,3.10\n",
    "temps": "Station,Low (C),High (C),Rain (mm)\nAlert,-42.3,-36.1,4\nDallol,34.6,46.7,0.2\n",
    "shares": "Region,Unemployment rate,Turnout\nNorth,5.4%,61.2%\nSouth,12.8%,48.0%\nEast,7.1%,55.5%\n",
    "people": "name,born,died,novels\nJane Austen,1775,1817,6\nMary Shelley,1797,1851,7\n",
    "ranks": "Rank,Team,Points,Goals\n1,Ajax,79,92\n2,Feyenoord,75,83\n3,Utrecht,64,62\n",
}
"""Tables with units, thousands, percentages, years in columns and in rows, ranges, and things in columns."""
WRONG = {
    "parties": (
        "The Greens took a share of 18.4 percent of the vote.",
        "Labour won 441 seats.",
        "Labour took a 36.7 percent share and 411 seats.",
        "Reform won six seats.",
    ),
    "gdp": (
        "Germany has a population of 48 million people.",
        "With a population of 86.2 million, France is smaller.",
        "The GDP of Germany is $4.64 trillion.",
        "The GDP of Italy was $2,552 billion.",
        "Growth in Italy reached 1.9 percent in 2023.",
        "The United Kingdom has a population of 63 million.",
    ),
    "years": (
        "The figure for Ghana was 78.3 in 2022.",
        "In 2023 the figure for Egypt was 369.",
    ),
    "long": (
        "Oslo had a population of 639,494 in 2020.",
        "In 2010 the population of Bergen was 265,600.",
    ),
    "transposed": (
        "Everest has a height of 8,489 meters.",
        "Everest has seen 304 deaths.",
    ),
    "company": (
        "Nordwind had revenue of 1.32 billion euros.",
        "Nordwind, with 9,800 employees, is smaller.",
        "The profit of Solaris was 54.2 million euros on revenue of 879 million euros.",
        "The revenue of Solaris rose to 897 million euros.",
    ),
    "area": (
        "The area of Palmyra is 54 square kilometers.",
        "Palmyra covers an area of 5,400 hectares.",
        "Yellowstone has 5.4 million visitors per year.",
        "Yellowstone lies at an elevation of 2,753 meters.",
    ),
    "range": ("The dose of Ibuprofen is 200 to 600 mg.",),
    "temps": (
        "Alert had a low of minus 24.3 degrees Celsius.",
        "Dallol had a high of 161 F.",
        "Alert had rain of 40 mm.",
    ),
    "shares": (
        "The unemployment rate in the North is 4.5 percent.",
        "Turnout in the South was 84 percent.",
    ),
    "people": (
        "Jane Austen wrote seven novels.",
        "Mary Shelley published 17 novels.",
    ),
    "ranks": (
        "Ajax finished with 97 points.",
        "Ajax scored 29 goals and has 79 points.",
    ),
}
"""Sentences with a figure that is not the one of the table."""
RIGHT = {
    "parties": (
        "The Greens won 14.8 percent of the vote.",
        "The Greens took a share of almost 15 percent.",
        "Labour won 411 seats.",
        "Labour took 33.7 percent and 411 seats.",
        "The share of Labour fell by 6.2 points to 33.7 percent.",
        "Reform gained 12.3 points, a share of 14.3 percent.",
        "Reform won five seats.",
        "Reform won five more seats than expected.",
        "Labour lost seats in 30 constituencies.",
        "Labour needs 326 seats for a majority.",
        "In Scotland, Labour won 37 seats.",
        "Labour won 37 seats in Scotland.",
        "The Greens share power in 5 states.",
        "Labour has 200 seats more than Reform had.",
        "Labour won 20 of its 411 seats there.",
        "Reform had no seats before.",
        "Labour has a share of 42 percent among women.",
        "Labour took 36 percent of postal votes.",
        "The change for Labour was minus 6.2 points.",
        "Labour is 70 seats short.",
        "Labour spent 30 million pounds and has 411 seats.",
        "Polls give Labour a share of 30 percent.",
        "Labour promised 1,000 seats for pupils.",
        "Labour led by 12 points, with a share of 33.7 percent.",
        "Labour had a share of 32.1 percent in 2019.",
        "Only 5 of 100 voters chose Reform.",
        "A poll of 1,000 people put the share of Labour at 30 percent.",
    ),
    "gdp": (
        "Germany has a population of 84.4 million.",
        "Germany has a population of 84 million people.",
        "With a population of 68.2 million, France is smaller.",
        "The GDP of Germany is $4.46 trillion.",
        "The GDP of Italy was $2,255 billion.",
        "The GDP of Italy was 2,255 billion dollars.",
        "Growth in Germany was minus 0.3 percent in 2023.",
        "Germany shrank by 0.3 percent in 2023, after growth of 1.8 percent in 2022.",
        "Growth in Italy reached 0.9 percent in 2023.",
        "Growth in Italy reached 3.7 percent in 2022.",
        "The United Kingdom has a population of 68 million.",
        "Germany has a GDP per head of $52,700.",
        "Half of the population of Germany, 42 million, lives in cities.",
        "Germany spends 2 percent of its GDP on defence.",
        "The GDP of Germany grew by $50 billion.",
        "Germany has a population density of 240 people per square kilometer.",
        "The population of Germany over 65 is 19 million.",
        "Germany, whose population is ageing, took in 1 million refugees.",
        "In Germany a population of 300 wolves lives.",
        "The population of Germany fell to 80 million in 2060, forecasts say.",
        "By 2050 the population of Germany will be 79 million.",
        "The population of Germany will reach 79 million.",
        "The foreign population of Germany is 13 million.",
        "The working population of Germany is 46 million.",
        "The population of Berlin, the capital of Germany, is 3.7 million.",
        "Growth in Germany slowed to 0.1 percent in the fourth quarter.",
        "France has a debt of 110 percent of GDP.",
        "The urban population of France is 55 million.",
    ),
    "years": (
        "Kenya had a GDP of $113.4 billion in 2022.",
        "Kenya had a GDP of $131.4 billion in 2022.",
        "The figure for Ghana was 73.8 in 2022.",
        "The figure for Ghana rose from 73.8 in 2022 to 76.4 in 2023.",
        "In 2023 the figure for Egypt was 396.",
    ),
    "long": (
        "Oslo had a population of 693,494 in 2020.",
        "In 2010 the population of Bergen was 256,600.",
        "The population of Oslo grew from 507,467 in 2000 to 693,494 in 2020.",
        "The population of Oslo is 700,000.",
        "The population of Oslo was about 587,000 in 2010.",
        "Oslo had a population of 700,000 in 2022.",
        "The population of Oslo is 693,494.",
        "In 2020 Oslo built homes for a population of 10,000.",
        "Oslo had 3,500 births in 2020.",
        "In 2020 the population of Oslo rose by 8,000.",
    ),
    "transposed": (
        "A storm in the valley of Everest brought 12 deaths.",
        "An avalanche broke loose on Everest, causing 12 deaths.",
        "Everest has a height of 8,849 meters.",
        "Makalu rises to a height of 8,485 meters.",
        "K2 saw 96 deaths.",
        "Everest has seen 340 deaths.",
        "Climbers on Everest reached a height of 8,000 meters.",
        "Base camp on Everest lies at a height of 5,364 meters.",
        "Everest saw 12 deaths in 2019.",
        "Everest is 238 meters higher than K2, a height few reach.",
        "The height of the camp on Everest is 7,900 meters.",
        "Everest grew in height by 4 millimeters a year.",
    ),
    "company": (
        "Nordwind had revenue of 1.23 billion euros.",
        "Nordwind had a revenue of €1,234.5 million and 8,900 employees.",
        "Nordwind made a loss of 56.7 million euros.",
        "Nordwind employs 8,900 people.",
        "Nordwind, with 9,800 employees, is smaller than Solaris was.",
        "The profit of Solaris was 45.2 million euros on revenue of 879 million euros.",
        "The revenue of Solaris rose 12 percent to 879 million euros.",
        "The revenue of Solaris fell by 20 million euros.",
        "Solaris was founded in 2003.",
        "Nordwind cut 890 of its 8,900 employees.",
        "Nordwind has 3,000 employees in Germany.",
        "Nordwind hired 300 employees.",
        "Nordwind had revenue of 300 million euros in the first quarter.",
        "Nordwind expects revenue of 1.5 billion euros.",
        "A profit of 20 million euros would save Nordwind.",
        "Revenue at Nordwind rose 5 percent.",
        "Solaris pays 1.5 million euros for revenue data.",
        "The profit of Solaris was hit by costs of 30 million euros.",
        "Solaris, founded in 2003, has 12,400 employees.",
        "Quarterly revenue of Nordwind was 310 million euros.",
        "Annual revenue of Nordwind per employee is 140,000 euros.",
    ),
    "area": (
        "The area of Palmyra is 45 square kilometers (17 square miles).",
        "Palmyra covers an area of 4,500 hectares.",
        "Yellowstone has 4.5 million visitors per year.",
        "Yellowstone has around 4.4 million visitors per year.",
        "Yellowstone lies at an elevation of 2,357 meters.",
        "In Yellowstone an area of 20 square kilometers burned.",
        "Yellowstone has 300 visitors per day.",
        "Yellowstone had 4.5 million visitors per year, of whom 2 million came by car.",
        "The lake in Yellowstone has an area of 352 square kilometers.",
        "Wolves in Yellowstone roam an area of 900 square kilometers.",
        "Palmyra has a forest area of 3 square kilometers.",
        "A fire burned an area of 30 square kilometers near Palmyra.",
        "The built-up area of Palmyra is 12 square kilometers.",
        "Palmyra, an area of dunes, lies 30 kilometers from the sea and covers 45 square kilometers.",
    ),
    "range": (
        "The dose of Ibuprofen is 200 to 400 mg.",
        "The dose of Ibuprofen is 300 mg.",
        "The dose of Paracetamol is 500 mg.",
        "The dose of Paracetamol is 400 to 600 mg.",
        "The dose of Ibuprofen for children is 100 mg.",
        "The maximum dose of Ibuprofen is 1,200 mg.",
        "The daily dose of Paracetamol is 4,000 mg.",
        "A dose of 50 mg of Aspirin is low.",
        "The dose of Aspirin was doubled to 1,200 mg.",
    ),
    "temps": (
        "Alert had a low of minus 42.3 degrees Celsius.",
        "Alert had a low of -42 C.",
        "Dallol had a high of 116 F.",
        "Alert had rain of 4 mm.",
        "Alert had a record low of minus 50 C.",
        "The average low in Alert is minus 33 C.",
        "Alert had rain of 4 mm, after 20 mm the year before.",
        "In Dallol the high exceeded 40 C on 300 days.",
    ),
    "shares": (
        "The unemployment rate in the North is 5.4 percent.",
        "Turnout in the South was 48 percent.",
        "Turnout in the East rose by 2 percentage points.",
        "The unemployment rate in the East fell from 8.0 percent to 7.1 percent.",
        "The unemployment rate in the South is twice as high.",
        "Youth unemployment rate in the South is 30 percent.",
        "The unemployment rate in the South is 30 percent for the young.",
        "The unemployment rate among women in the South is 15 percent.",
        "The unemployment rate in the South is 15 percent among women.",
        "Turnout in the North was 61.2 percent, 5 points above the East.",
        "Turnout in the North was above 50 percent.",
        "Turnout in the North never fell below 40 percent.",
        "Turnout in the North was 12 percent higher.",
    ),
    "people": (
        "Jane Austen wrote six novels.",
        "Jane Austen was born in 1775.",
        "Mary Shelley published seven novels.",
        "Mary Shelley read two novels a week.",
        "Jane Austen published four novels in her lifetime.",
        "Jane Austen read the novels of 30 authors.",
        "Jane Austen left two unfinished novels.",
        "Mary Shelley, who died in 1851, wrote seven novels.",
    ),
    "ranks": (
        "Ajax finished with 79 points.",
        "Ajax won by four points.",
        "Ajax scored 92 goals and has 79 points.",
        "Utrecht conceded 40 goals.",
        "Feyenoord, four points behind, has 83 goals.",
        "Ajax took three points from the match.",
        "Ajax dropped two points.",
        "Ajax scored three goals against Utrecht.",
        "Ajax scored three goals in ten minutes.",
        "Ajax has 79 points and a goal difference of 40 goals.",
    ),
}
"""Sentences whose figures are those of the table, or none that it tells."""


def blamed(sentences: tuple[str, ...], table: str, folder: Path) -> list[str]:
    """The sentences that a finding stands in, when each is a paragraph beside a table."""
    (folder / "figures.csv").write_text(table, "utf-8")
    (folder / "report.txt").write_text("\n\n".join(sentences), "utf-8")
    out = folder / "out.jsonl"
    arguments = ["check", str(folder / "report.txt"), "--facts", str(folder / "figures.csv"), "-o", str(out)]
    assert run(cli.factlint, [*arguments, "--exit-zero"]) == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    lines = [one["spans"][0]["line"] for one in found if one["rule"] == "figure-differs-from-table"]
    return [sentences[(line - 1) // 2] for line in lines]


@pytest.mark.parametrize("name", TABLES)
def test_figures_that_differ_from_a_table_are_found(name: str, tmp_path: Path) -> None:
    assert blamed(WRONG[name], TABLES[name], tmp_path) == list(WRONG[name])


@pytest.mark.parametrize("name", TABLES)
def test_figures_that_a_table_tells_or_does_not_speak_of_are_silent(name: str, tmp_path: Path) -> None:
    assert blamed(RIGHT[name], TABLES[name], tmp_path) == []


@pytest.mark.parametrize("example", [row.example for row in rows(SilenceRow)])
def test_the_words_of_silence_keep_their_example_silent(example: str, tmp_path: Path) -> None:
    assert blamed(("Labour won 441 seats.", f"{example}."), TABLES["parties"], tmp_path) == ["Labour won 441 seats."]


def test_the_words_of_silence_stand_in_their_examples() -> None:
    for words, reason, example in rows(SilenceRow):
        assert any(re.search(rf"\b{re.escape(word)}\b", example, re.IGNORECASE) for word in words), reason
