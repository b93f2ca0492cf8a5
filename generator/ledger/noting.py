"""Notes what a built site changed: its index.json compared with what the ledger says was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from generator.errors import GongkaiError
from generator.ledger.figures import FIGURES, Figures, changed_cells, decode_figures, encode_figures, figures_in
from generator.ledger.history import CHANGES, Ledger, read_ledger
from generator.ledger.records import BuildRecord, CellChange, Changed, Published, Withdrawn

INDEX_JSON = "index.json"


class _Index(msgspec.Struct):
    reports: list[Published]


@dataclass(slots=True)
class _Comparison:
    """Compares reports one by one; ``figures`` become those of the site. ``site`` is its folder."""

    site: Path
    figures: dict[str, Figures]
    changed: list[Changed] = field(default_factory=list)

    def take_figures(self, report: Published) -> tuple[Figures | None, Figures | None]:
        """The figures of ``report`` before and now; None where they are not known."""
        before = self.figures.pop(report.url, None)
        values = figures_in((self.site / report.url[1:] / "report.json").read_bytes())
        if values is not None:
            self.figures[report.url] = Figures(report.data, values)
        return before, self.figures.get(report.url)

    def compare(self, old: Published, new: Published) -> Changed:
        """What is different about ``new``."""
        before, after = self.take_figures(new)
        known = before is not None and after is not None and before.data == old.data
        cells: tuple[CellChange, ...] | None = None
        if known and before and after:
            cells = changed_cells(before.values, after.values)
        return Changed(
            new.url,
            new.organ,
            new.year,
            new.data,
            source=new.source if new.source != old.source else "",
            cells=cells,
            found=tuple(sorted(set(new.failing) - set(old.failing))),
            settled=tuple(sorted(set(old.failing) - set(new.failing))),
        )


def note(site: Path, folder: Path, day: date, *, write: bool = True) -> BuildRecord:
    """Append what the site at ``site`` changed to the ledger in ``folder``; nothing where it changed nothing.

    ``write`` False only tells. Raises GongkaiError where there is no site, the ledger is broken, or it ends after
    ``day``.
    """
    ledger = read_ledger(folder)
    if ledger.builds and ledger.builds[-1].date > day:
        last = ledger.builds[-1].date
        raise GongkaiError(f"the ledger ends on {last}, after {day}", file=folder / CHANGES, remedy="pass --date")
    comparison = _Comparison(site, _figures_before(folder))
    record = _compared(_index(site), ledger, comparison, day)
    if write and record:
        _write(folder, record, comparison.figures)
    return record


def _compared(index: Mapping[str, Published], ledger: Ledger, comparison: _Comparison, day: date) -> BuildRecord:
    before = {url: trace.now for url, trace in ledger.traces.items()}
    added = [index[url] for url in sorted(index.keys() - before.keys())]
    for new in added:
        comparison.take_figures(new)
    both = sorted(index.keys() & before.keys())
    changed = [comparison.compare(before[url], index[url]) for url in both if index[url] != before[url]]
    gone = [before[url] for url in sorted(before.keys() - index.keys())]
    for old in gone:
        comparison.figures.pop(old.url, None)
    withdrawn = (Withdrawn(old.url, old.organ, old.year) for old in gone)
    return BuildRecord(day, tuple(added), tuple(changed), tuple(withdrawn))


def _index(site: Path) -> dict[str, Published]:
    file = site / INDEX_JSON
    try:
        index = msgspec.json.decode(file.read_bytes(), type=_Index)
    except FileNotFoundError as error:
        raise GongkaiError("there is no built site here", file=file, remedy="run: gongkai build") from error
    except msgspec.DecodeError as error:
        raise GongkaiError(f"no index of a site: {error}", file=file, remedy="run: gongkai build") from error
    return {one.url: one for one in index.reports}


def _figures_before(folder: Path) -> dict[str, Figures]:
    file = folder / FIGURES
    return decode_figures(file.read_bytes()) if file.is_file() else {}


def _write(folder: Path, record: BuildRecord, figures: Mapping[str, Figures]) -> None:
    """Figures first: where only they were written, the next note tells no cells, and none that are wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{FIGURES}.new"
    fresh.write_bytes(encode_figures(figures))
    fresh.replace(folder / FIGURES)
    with (folder / CHANGES).open("ab") as file:
        file.write(msgspec.json.encode(record) + b"\n")
