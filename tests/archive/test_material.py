"""Whatever changes in a slice changes what stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import msgspec
import pytest

from generator.archive.material import material
from generator.archive.shelving import shelve
from generator.archive.slices import Slice, slices
from generator.corpus import build_corpus
from generator.corpus.clusters import Cluster
from generator.corpus.measured import Relative
from tests.archive.test_shelves import everything
from tests.inspecting import resources


def example() -> Slice:
    """A slice of which everything holds something."""
    corpus = build_corpus(everything())
    found = list(slices(corpus, shelve(corpus, resources().reader.gazetteer)))
    part = max(found, key=lambda one: len(one.own) + bool(one.before) + bool(one.after))
    other, own = found[0].own[0], part.own[0].report
    near = {own.id: (Relative(other.report, 0.5, 20),)}
    cluster = Cluster(own.id, (own, other.report))
    similarity = replace(part.similarity, relatives=near, own_years=near, clusters=(cluster,))
    return replace(part, others=(other,), similarity=similarity)


def changed(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """``value`` with one field changed, for every field of every dataclass in it but those of reports."""
    if is_dataclass(value) and not isinstance(value, type) and not hasattr(value, "source"):
        for field in fields(value):
            held = getattr(value, field.name)
            for where, other in changed(held, f"{path}.{field.name}"):
                yield where, replace(value, **{field.name: other})
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        yield from ((where, (other, *value[1:])) for where, other in changed(value[0], path))
        yield f"{path}[]", value[1:]
    elif isinstance(value, dict) and value and isinstance(next(iter(value.values())), tuple):
        key, inner = next(iter(value.items()))
        yield from ((where, {**value, key: other}) for where, other in changed(inner, path))
        yield f"{path}{{}}", {}
    elif not hasattr(value, "source") and (value or not path.endswith(".entries")):
        yield path, "another"


CHANGES = dict(changed(example()))


def told(part: Slice) -> bytes:
    records = {report.id: f"key of {report.id}" for report in everything()}
    return msgspec.msgpack.encode(material(part, records))


@pytest.mark.parametrize("where", CHANGES)
def test_what_changes_is_told(where: str) -> None:
    assert told(CHANGES[where]) != told(example())


def test_all_that_pages_show_is_changed_here() -> None:
    for field in (".own.url", ".shelf.name", ".before.url", ".others.versions", ".similarity.relatives.containment"):
        assert field in CHANGES
    assert len(CHANGES) > 40


def test_a_report_is_named_by_its_record() -> None:
    part = example()
    own = part.own[0].report
    records = {report.id: f"key of {report.id}" for report in everything()}
    there, elsewhere = (material(part, {**records, own.id: key}) for key in ("one", "other"))
    assert msgspec.msgpack.encode(there) != msgspec.msgpack.encode(elsewhere)
    nowhere = {id_: key for id_, key in records.items() if id_ != own.id}
    assert own.source.path.encode() in msgspec.msgpack.encode(material(part, nowhere))
