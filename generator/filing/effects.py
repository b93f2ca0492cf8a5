"""What a change of a sidecar does: the report read with the old one and with the new one, compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from generator.archive.badges import badges_of
from generator.checks import check_alone
from generator.checks.catalogue import CheckInfo
from generator.checks.equations import plain
from generator.errors import GongkaiError
from generator.filing.amending import Amended
from generator.forms.loader import Forms
from generator.labels import Bilingual
from generator.model.figures import Cell, Reading
from generator.model.reports import Report
from generator.model.results import Result, Verdict
from generator.reading.confirmations import read_now
from generator.reading.numbers import parse_value
from generator.reading.reader import Reader
from generator.scratch import scratch_folder
from generator.sources.discover import SIDECAR_SUFFIX, Upload
from generator.workers.results import UploadResult
from generator.workers.uploads import read_uploads

IDENTITY: Mapping[str, str] = {"year": "年度", "organ": "机关", "place": "区划代码"}
"""Targets of corrections beside cells, and what they are called."""
NOT_TAKEN = ("correction_without_target", "confirmation_not_taken", "withheld_not_found")
"""Doubts of reading about a sidecar that asks for something that cannot be done."""
NEAR = 3
"""How many similar names an error offers."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be corrected: its path, what people call it, and what is read there."""

    path: str
    label: str
    shown: str
    certain: bool = field(default=False, compare=False)
    """Of year, organ and place: nothing is in doubt about it."""
    cell: Cell | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check whose verdict is another one. ``before`` and ``after`` are None where it was not made."""

    code: str
    name: Bilingual
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class Effect:
    """How one report differs: (target, shown before and after), checks, badges (name, value before and after)."""

    targets: tuple[tuple[Target, Target], ...]
    checks: tuple[CheckChange, ...]
    badges: tuple[tuple[str, str, str], ...]


def read_with(upload: Upload, amended: Amended, reader: Reader) -> UploadResult:
    """Read ``upload`` as it would be with the changed sidecar, which is not written for it."""
    with scratch_folder("amend") as folder:
        sidecar = folder / f"sidecar{SIDECAR_SUFFIX}"
        sidecar.write_bytes(amended.after)
        return next(read_uploads((replace(upload, sidecar=sidecar),), reader, jobs=1))


def refuse_what_is_not_taken(file: Path, before: UploadResult, after: UploadResult) -> None:
    """Raise GongkaiError where ``after`` has a doubt about its sidecar that ``before`` had not."""
    old = [(item.doubt.code, item.doubt.message) for item in before.attention]
    for item in after.attention:
        if item.doubt.code in NOT_TAKEN and (item.doubt.code, item.doubt.message) not in old:
            raise GongkaiError(item.doubt.message, file=file, remedy=item.doubt.remedy)


def targets_of(report: Report, forms: Forms) -> dict[str, Target]:
    """All that can be corrected in ``report``, by path: identity first, then cells in the order of the form."""
    identity = {
        "year": str(report.year.value) if report.year else "",
        "organ": report.organ.known_as or "",
        "place": report.place.code,
    }
    certain = {
        "year": True,
        "organ": bool(report.organ.name) and not report.organ.is_unknown,
        "place": report.place.known,
    }
    found = [Target(path, IDENTITY[path], shown, certain[path]) for path, shown in identity.items()]
    for table in report.tables:
        form = forms.table(table.number, table.form)
        for row, column in form.addresses():
            if cell := table.cells.get((row, column)):
                label = f"{form.rows[row].short}·{form.columns[column].short}"
                found.append(Target(f"{form.key}.{row}.{column}", label, shown_cell(cell), cell=cell))
    return {target.path: target for target in found}


def shown_cell(cell: Cell) -> str:
    """The value of a cell, or in brackets why there is none."""
    if cell.value is not None:
        return plain(cell.value) + (cell.unit or "")
    reading = Reading.BLANK if cell.reading is Reading.CORRECTED else cell.reading
    return f"（{reading.value}）"


def is_as_read(target: Target, value: str | None) -> bool:
    """True if ``value`` is what was read and nothing is in doubt about it: to correct it to that would say nothing."""
    cell = target.cell
    if cell is None:
        return target.certain and target.shown == value
    if cell.seen is not None or cell.reading not in (Reading.STATED, Reading.BLANK):
        return False
    parsed = parse_value(value or "")
    return (cell.reading, cell.value) == (parsed.reading, parsed.value) and parsed.unit in (None, cell.unit)


def recognised_text(reports: Sequence[Report], target: str) -> str:
    """What a confirmation of ``target`` says was read: the code of a table or of all, the text of a cell.

    Raises GongkaiError where there is nothing to confirm, and where the file holds several reports, of which a sidecar
    could not say which is meant.
    """
    found = read_now(reports[0].tables, target) if len(reports) == 1 else None
    if found is None:
        remedy = "name all, a table or a cell that was recognised in a picture; correct what was read otherwise"
        raise GongkaiError(f"there is nothing to confirm at {target!r}", remedy=remedy)
    return found


def refuse_unknown(wanted: Iterable[str], known: Mapping[str, Target]) -> None:
    """Raise GongkaiError for the first path of ``wanted`` that is not among ``known``, with similar ones."""
    for path in wanted:
        if path not in known:
            near = near_targets(path, known)
            offered = ", ".join(f"{target.path}（{target.label}）" for target in near)
            remedy = f"did you mean {offered}?" if near else "--fields lists what can be corrected in this file"
            raise GongkaiError(f"there is no field {path!r} in this file", remedy=remedy)


def near_targets(path: str, known: Mapping[str, Target]) -> list[Target]:
    """Those whose path or label is most like ``path``."""
    by_name = {target.label: target for target in known.values()} | dict(known)
    close = get_close_matches(path, by_name, n=NEAR, cutoff=0.6)
    return list({by_name[name].path: by_name[name] for name in close}.values())


def effect(before: Report, after: Report, forms: Forms, catalogue: Mapping[str, CheckInfo]) -> Effect:
    """What differs between a report read with the old sidecar and with the new one."""
    old, new = targets_of(before, forms), targets_of(after, forms)
    targets = tuple((old[path], new[path]) for path in old if path in new and old[path] != new[path])
    old_results, new_results = _results(before, forms, catalogue), _results(after, forms, catalogue)
    verdicts = [(code, _verdict(old_results, code), _verdict(new_results, code)) for code in catalogue]
    changed = tuple(
        CheckChange(code, Bilingual(catalogue[code].name_zh, catalogue[code].name_en), one, other)
        for code, one, other in verdicts
        if one is not other
    )
    old_badges = badges_of(before, tuple(old_results.values()))
    new_badges = badges_of(after, tuple(new_results.values()))
    pairs = [(name, badge.value, new_badges[name].value) for name, badge in old_badges.items()]
    return Effect(targets, changed, tuple(pair for pair in pairs if pair[1] != pair[2]))


def _results(report: Report, forms: Forms, catalogue: Mapping[str, CheckInfo]) -> dict[str, Result]:
    return {result.code: result for result in check_alone(report, forms, catalogue)}


def _verdict(results: Mapping[str, Result], code: str) -> Verdict | None:
    return results[code].verdict if code in results else None
