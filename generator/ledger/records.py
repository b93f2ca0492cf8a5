"""Lines of the ledger: one a build, saying what it added, changed and withdrew."""

from __future__ import annotations

from datetime import date

import msgspec

RENAMED = {"data": "sha256", "source": "source_sha256"}


class Published(msgspec.Struct, frozen=True, omit_defaults=True, rename=RENAMED):
    """A report as one build published it. ``data`` and ``source`` are the SHA-256 of its report.json and of its upload.

    ``failing`` are short ids of checks that fail. ``organ`` is a name of the organ, never a person's.
    """

    url: str
    organ: str
    year: int | None
    data: str
    source: str
    failing: tuple[str, ...] = ()


class CellChange(msgspec.Struct, frozen=True):
    """A cell that changed. ``before`` and ``after`` are numbers, with their unit where one is known, or the word of the
    reading (``blank``, ``slash``, ``illegible`` …); "" where there was no such cell."""

    cell: str
    before: str
    after: str


class Changed(msgspec.Struct, frozen=True, omit_defaults=True, rename=RENAMED):
    """A report whose data changed. ``found`` and ``settled`` are checks that fail now, and that no longer fail.

    ``cells`` is None where the figures before are not known. ``source`` is set where the upload is another one. A
    report with none of these changed elsewhere in its data, as by a newer program.
    """

    url: str
    organ: str
    year: int | None
    data: str
    source: str = ""
    cells: tuple[CellChange, ...] | None = ()
    found: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def is_visible(self) -> bool:
        """True if a reader would notice: another upload, other figures, other findings."""
        return bool(self.source or self.cells or self.cells is None or self.found or self.settled)


class Withdrawn(msgspec.Struct, frozen=True):
    """A report that is no longer published at this address."""

    url: str
    organ: str
    year: int | None


class BuildRecord(msgspec.Struct, frozen=True):
    """What one build changed."""

    date: date
    added: tuple[Published, ...] = ()
    changed: tuple[Changed, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)
