"""Places in decoded and in repaired text are two types: mypy tells them apart only where no record says ``Span``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import get_args, get_type_hints

import msgspec
from msgspec import structs

import generator.model
from generator.model.documents import Text
from generator.model.spans import DecodedSpan, OffsetMap, RepairedSpan, Span


def _records() -> Iterator[type]:
    for module in walk_packages(generator.model.__path__, "generator.model."):
        yield from filter(_is_record, vars(import_module(module.name)).values())


def _is_record(it: object) -> bool:
    return isinstance(it, type) and (is_dataclass(it) or issubclass(it, msgspec.Struct))


def _parts(hint: object) -> Iterator[object]:
    """The types that ``hint`` is made of; the arguments of a callable are a list."""
    if not isinstance(hint, list):
        yield hint
    for part in hint if isinstance(hint, list) else get_args(hint):
        yield from _parts(part)


def test_every_record_says_of_which_text_its_places_are() -> None:
    said = {
        f"{record.__name__}.{field.name}": set(_parts(get_type_hints(record)[field.name]))
        for record in _records()
        for field in (fields(record) if is_dataclass(record) else structs.fields(record))
    }
    assert len([name for name, parts in said.items() if DecodedSpan in parts]) >= 10
    assert [name for name, parts in said.items() if Span in parts] == []


def test_only_the_way_back_leads_from_one_text_to_the_other() -> None:
    for way in (Text, OffsetMap):
        assert get_type_hints(way.back) == {"span": RepairedSpan, "return": DecodedSpan}
        assert get_type_hints(way.forth) == {"span": DecodedSpan, "return": RepairedSpan}


def test_an_empty_span_is_a_place() -> None:
    place = Span(3, 3)
    assert len(place) == 0 and Span(2, 4).contains(place) and Span(2, 4).overlaps(place)
