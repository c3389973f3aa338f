"""The compiled contract and Pandera itself give one verdict."""

from datetime import date

import pandera.errors
import polars as pl
import pytest

from checks import constraints, facts
from checks.contract import validated
from checks.facts import Anniversaries, Documents, Facts
from checks.model import Model, empty, schema

ANNIVERSARY = {
    "mention": 0,
    "document": 0,
    "field": "text",
    "start": 2,
    "end": 18,
    "text": "20th anniversary",
    "sentence": 0,
    "quoted": False,
    "years": 20,
}
DOCUMENT = {
    "document": 0,
    "name": "a.md",
    "characters": 3,
    "headline": None,
    "published": date(2020, 1, 1),
    "published_from": None,
}


def _frame(model: type[Model], *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=empty(model).schema)


@pytest.mark.parametrize("model", Facts.models().values(), ids=lambda model: model.__name__)
def test_an_empty_frame_is_sound(model: type[Model]) -> None:
    assert validated(model, empty(model)).is_empty()
    assert model.validate(empty(model)).is_empty()


DECLARED = (vars(facts) | vars(constraints)).values()
MODELS = [one for one in DECLARED if isinstance(one, type) and issubclass(one, Model) and one is not Model]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_annotations_declare_what_pandera_reads(model: type[Model]) -> None:
    declared = {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    assert dict(schema(model)) == declared


def test_a_sound_frame_is_returned_as_it_is() -> None:
    frame = _frame(Anniversaries, ANNIVERSARY)
    assert validated(Anniversaries, frame) is frame
    assert Anniversaries.validate(frame).equals(frame)


@pytest.mark.parametrize(
    "frame",
    [
        _frame(Anniversaries, ANNIVERSARY | {"field": "footer"}),
        _frame(Anniversaries, ANNIVERSARY | {"end": 5}),
        _frame(Anniversaries, ANNIVERSARY | {"years": None}),
        _frame(Anniversaries, ANNIVERSARY).drop("years"),
        _frame(Anniversaries, ANNIVERSARY).with_columns(more=1),
        _frame(Anniversaries, ANNIVERSARY).with_columns(pl.col("start").cast(pl.Int64)),
    ],
    ids=["isin", "frame check", "null", "missing", "extra", "type"],
)
def test_a_broken_frame_is_refused_as_pandera_refuses_it(frame: pl.DataFrame) -> None:
    for refuse in (Anniversaries.validate, lambda frame: validated(Anniversaries, frame)):
        with pytest.raises((pandera.errors.SchemaError, pandera.errors.SchemaErrors)):
            refuse(frame)


def test_duplicates_are_refused() -> None:
    with pytest.raises(pandera.errors.SchemaErrors, match="document"):
        validated(Documents, _frame(Documents, DOCUMENT, DOCUMENT))
