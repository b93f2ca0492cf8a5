"""Writes sidecars, and adds an address to those that are there; what they say already is never changed."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from generator.errors import GongkaiError
from generator.filing.amending import changed
from generator.filing.candidates import Known
from generator.filing.said import Said, said
from generator.model.sidecars import Sidecar
from generator.printable import printable
from generator.sources.sidecars import MAX_LINE, read_sidecar


def compose(brought: bytes | None, known: Known) -> tuple[bytes, tuple[Said, ...]]:
    """The sidecar of a new upload: the one that came along with what it lacks, or one of our own; and what has to be
    told."""
    if brought is None:
        return _written(known), ()
    if known.source_url is None:
        return brought, ()
    return with_address(brought, known, known.received_as)


def with_address(data: bytes, known: Known, shown: str, *, dry_run: bool = False) -> tuple[bytes, tuple[Said, ...]]:
    """``data``, a sidecar, with the address of ``known`` where it has none; ``shown`` is its name. What is told says
    whether the address was taken."""
    before, _ = read_sidecar(shown, data)
    url = known.source_url or ""
    if before.source_url == url:
        return data, (said("url_there", url=url),)
    if before.source_url is not None:
        return data, (said("url_kept", url=url, there=before.source_url, sidecar=shown),)
    lines: dict[str, object] = {"source_url": url}
    if known.retrieved_on is not None and before.retrieved_on is None:
        lines["retrieved_on"] = known.retrieved_on
    text = data if not data.strip() or data.endswith(b"\n") else data + b"\n"
    longer = text + _yaml(lines)
    after, _ = read_sidecar(shown, longer)
    wanted = replace(before, source_url=url, retrieved_on=before.retrieved_on or known.retrieved_on)
    if not _is_same(after, wanted):
        return data, (said("url_unplaced", url=url, sidecar=shown),)
    return longer, (said("url_would" if dry_run else "url_added", url=url),)


def with_pages(data: bytes, names: Sequence[str], shown: str) -> bytes:
    """``data``, a sidecar, with ``names`` as the further pages. Raises GongkaiError where that cannot be written."""
    before, _ = read_sidecar(shown, data)

    def change(known: CommentedMap) -> None:
        known["pages"] = CommentedSeq(names)

    after = changed(Path(shown), data, change)
    if replace(read_sidecar(shown, after)[0], pages=before.pages) != before:
        raise GongkaiError("the pages cannot be noted in its sidecar", file=shown, remedy="mend the sidecar first")
    return after


def _is_same(one: Sidecar, other: Sidecar) -> bool:
    return replace(one, path=None) == replace(other, path=None)


def _written(known: Known) -> bytes:
    lines: dict[str, object] = {}
    if known.source_url is not None:
        lines["source_url"] = known.source_url
    if known.retrieved_on is not None:
        lines["retrieved_on"] = known.retrieved_on
    lines["received_as"] = printable(known.received_as)[:MAX_LINE] or "?"
    if known.note is not None:
        lines["note"] = known.note
    return _yaml(lines)


def _yaml(lines: Mapping[str, object]) -> bytes:
    return yaml.safe_dump(dict(lines), allow_unicode=True, sort_keys=False, width=sys.maxsize).encode()
