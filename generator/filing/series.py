"""Pictures that are perhaps the pages of one report: numbered from 1 on, with one common name, side by side.

They are taken for one where each was read by itself, and the first carries a title and the others none. Whatever else
was read is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.filing.candidates import Brought, Candidate, Series
from generator.filing.said import Said, said
from generator.sources.belonging import FileBeside
from generator.sources.names import MOST_PAGES, is_picture
from generator.workers.results import UploadResult

NUMBERED = re.compile(r"(.*?)(\d{1,3})(\D{0,3})", re.DOTALL)
"""A name without its suffix: what stands before its last number, that, and what stands behind, as in 第1页."""
Key = tuple[str, str, str]


def in_series(brought: Iterable[Brought]) -> Iterator[Brought]:
    """``brought`` in its order, but those that are numbered in the order of their numbers, and marked so."""
    run: list[tuple[int, Candidate]] = []
    last: Key | None = None
    for one in brought:
        key, number = _numbered(one)
        if run and (key != last or len(run) == MOST_PAGES):
            yield from _marked(run)
            run = []
        if isinstance(one, Candidate) and key is not None:
            run.append((number, one))
        else:
            yield one
        last = key
    yield from _marked(run)


def _numbered(one: Brought) -> tuple[Key | None, int]:
    """What numbered files have in common, and the number; no key for what is none."""
    if not isinstance(one, Candidate) or one.upload.beside or not is_picture(one.known.received_as):
        return None, 0
    path = PurePosixPath(one.shown)
    found = NUMBERED.fullmatch(path.stem)
    if found is None or found[1][-1:].isdigit():
        return None, 0
    return (str(path.parent), found[1], found[3]), int(found[2])


def _marked(run: Sequence[tuple[int, Candidate]]) -> Iterator[Candidate]:
    ordered = sorted(run, key=lambda pair: pair[0])
    whole = [number for number, _ in ordered] == list(range(1, len(ordered) + 1)) and len(ordered) > 1
    # Whoever wrote a sidecar for a further page speaks of it by itself.
    if whole and not any(one.brought_sidecar for _, one in ordered[1:]):
        yield from (replace(one, series=Series(number, len(ordered))) for number, one in ordered)
    else:
        yield from (one for _, one in run)


Read = Sequence[tuple[Candidate, UploadResult]]


def joined(read: Read) -> Candidate | None:
    """The pages of one report as one candidate; None where it is not plain that they are that."""
    titled = [any(report.title for report in result.reports) for _, result in read]
    if len(read) < 2 or not titled[0] or any(titled[1:]):
        return None
    (first, _), *more = read
    beside = tuple(FileBeside(page.known.received_as, page.upload.file) for page, _ in more)
    return replace(first, upload=replace(first.upload, beside=beside), series=None)


def apart(read: Read) -> tuple[Said, ...]:
    """How to say that they are pages of one report after all, where that may be so."""
    titled = [bool(result.reports) and any(report.title for report in result.reports) for _, result in read]
    if len(read) < 2 or all(titled) or not any(result.reports for _, result in read):
        return ()
    first, *more = (candidate.known.received_as for candidate, _ in read)
    names = f"[{', '.join(more)}]"
    return (said("series_apart", count=len(read), sidecar=f"{PurePosixPath(first).stem}.yaml", names=names),)
