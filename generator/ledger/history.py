"""The ledger as a whole: what is published now, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import structs

from generator.errors import GongkaiError
from generator.ledger.records import BuildRecord, Changed, Published

PublishedOrChanged = TypeVar("PublishedOrChanged", Published, Changed)
CHANGES = "changes.jsonl"
"""The file of the ledger's folder that a build reads."""
_DECODER = msgspec.json.Decoder(BuildRecord)


@dataclass(frozen=True, slots=True)
class Trace:
    """What the ledger knows of a report that is published.

    ``first_seen`` is when it came to its address, ``arrived`` when its present upload did, ``revised`` when its upload
    or figures last changed, ``changed`` when anything in its data did. ``found`` has when checks began to fail later
    than that: those not in it failed from the beginning. ``settled`` has when checks that failed no longer did.
    """

    now: Published
    first_seen: date
    arrived: date
    revised: date
    changed: date
    found: Mapping[str, date] = field(default_factory=dict)
    settled: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All builds, oldest first, and what they add up to by address."""

    builds: tuple[BuildRecord, ...] = ()
    traces: Mapping[str, Trace] = field(default_factory=dict)

    @classmethod
    def of(cls, builds: Iterable[BuildRecord]) -> Ledger:
        """Raises KeyError for a change of what was never added."""
        builds = tuple(builds)
        traces: dict[str, Trace] = {}
        gone: dict[str, Trace] = {}
        for build in builds:
            _replay(build, traces, gone)
        return cls(builds, traces)

    def forgetting(self, urls: Set[str]) -> Ledger:
        """The same, without what could tell what stood in the reports at ``urls``: cells and checksums of then."""
        if not urls:
            return self
        builds = (
            structs.replace(
                build,
                added=tuple(_forgotten(one) if one.url in urls else one for one in build.added),
                changed=tuple(_forgotten(one) if one.url in urls else one for one in build.changed),
            )
            for build in self.builds
        )
        return Ledger(tuple(builds), self.traces)


def _forgotten(one: PublishedOrChanged) -> PublishedOrChanged:
    if isinstance(one, Changed):
        return structs.replace(one, data="", source="", cells=None)
    return structs.replace(one, data="", source="")


NO_LEDGER = Ledger()
"""Nothing is known of earlier builds."""


def read_ledger(folder: Path) -> Ledger:
    """The ledger in ``folder``; an empty one where there is no such file.

    Raises GongkaiError for a line that is none: dates and addresses that feeds and pages show rest on it.
    """
    file = folder / CHANGES
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return NO_LEDGER
    except OSError as error:
        raise GongkaiError(f"cannot be read ({error.strerror})", file=file) from error
    builds = tuple(_lines(file, data))
    try:
        return Ledger.of(builds)
    except KeyError as error:
        raise _broken(file, "", f"it speaks of {error} before that was added") from error


def _lines(file: Path, data: bytes) -> Iterator[BuildRecord]:
    before = date.min
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            build = _DECODER.decode(line)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            raise _broken(file, str(number), f"no line of a ledger: {error}") from error
        if build.date < before:
            raise _broken(file, str(number), f"{build.date} comes after {before}")
        before = build.date
        yield build


def _broken(file: Path, place: str, message: str) -> GongkaiError:
    remedy = "take the file from the version control; only `gongkai ledger` writes it"
    return GongkaiError(message, file=file, place=place or None, remedy=remedy)


def _replay(build: BuildRecord, traces: dict[str, Trace], gone: dict[str, Trace]) -> None:
    """Take account of one build. ``gone`` are traces of reports that were withdrawn: the same upload may come back."""
    for old in build.withdrawn:
        gone[old.url] = traces.pop(old.url)
    for new in build.added:
        day, before = build.date, gone.pop(new.url, None)
        if before is not None and before.now.source == new.source:
            traces[new.url] = replace(before, now=new, changed=day)
        else:
            traces[new.url] = Trace(new, day, day, day, day)
    for change in build.changed:
        traces[change.url] = _changed(traces[change.url], change, build.date)


def _changed(trace: Trace, change: Changed, day: date) -> Trace:
    failing = sorted({*trace.now.failing, *change.found} - set(change.settled))
    source = change.source or trace.now.source
    now = Published(change.url, change.organ, change.year, change.data, source, tuple(failing))
    known = {code: since for code, since in trace.found.items() if code in failing}
    return replace(
        trace,
        now=now,
        arrived=day if change.source else trace.arrived,
        revised=day if change.source or change.cells else trace.revised,
        changed=day,
        found=known | dict.fromkeys(change.found, day),
        settled={code: since for code, since in trace.settled.items() if code not in failing}
        | dict.fromkeys(change.settled, day),
    )
