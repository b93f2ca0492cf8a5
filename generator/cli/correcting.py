"""``correct``: values that were read wrongly, set and taken back. What it says: filing/said.yaml."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.cli.amending import INSIST, Change, add_common, add_force, amend, read, targets, tell_of, upload_of
from generator.cli.options import OK
from generator.cli.parsing import CommandParser
from generator.cli.texts import language
from generator.errors import GongkaiError
from generator.filing.amending import correct, corrected, undo, without
from generator.filing.effects import Target, is_as_read, read_with, refuse_unknown
from generator.filing.possible import why_impossible
from generator.inspection import Resources, load_resources
from generator.settings import today_in
from generator.sources.discover import Upload
from generator.terminal import say
from generator.workers.results import UploadResult

BLANK = "null"
"""How a value is written that says: the cell is blank."""

AS_PRINTED = "write it as printed, or null for a blank cell"


def correct_options(command: CommandParser) -> None:
    """What ``correct`` takes."""
    command.description = (
        "Set values that were read wrongly. They are marked as corrected on the site, with what was read "
        "and why. Shows what changes before it is written."
    )
    command.epilog = "Example: gongkai correct 2020.txt requests.granted.total=5 --why 原件第 3 页为 5"
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    told = "what and its value: a field as --fields lists it, year, organ or place; null for a blank cell"
    command.add_argument("value", nargs="*", metavar="FIELD=VALUE", help=told)
    command.add_argument("--fields", action="store_true", help="list what can be corrected, and what was read there")
    told = "take the correction of a field back; may be given again"
    command.add_argument("--undo", action="append", default=[], metavar="FIELD", help=told)
    add_common(command, required=False)
    add_force(command)
    command.set_defaults(run=_correct)


def _correct(options: argparse.Namespace) -> int:
    upload = upload_of(options.file)
    resources = load_resources()
    if options.fields:
        return _list_fields(upload, resources)
    if options.undo:
        return _undo(upload, options, resources)
    values = _values(options.value)
    if options.why is None:
        raise GongkaiError("no reason given", remedy='say it with --why "…"; it is published beside the value')
    before = read(upload, resources)
    known = targets(before, resources)
    refuse_unknown(values, known)
    _refuse_impossible(values, before, resources, options.force)
    as_read = _as_read(upload, values, resources)
    needed = {path: value for path, value in values.items() if not is_as_read((known | as_read)[path], value)}
    for path in values.keys() - needed.keys():
        _tell_needless(known[path], as_read.get(path))
    if not needed:
        say(tell_of("amend_nothing"))
        return OK
    return amend(Change(upload, correct(upload, needed, options.why), options.dry_run, before, as_read), resources)


def _undo(upload: Upload, options: argparse.Namespace, resources: Resources) -> int:
    if options.value:
        raise GongkaiError("--undo takes no values", remedy="correct and take back one after the other")
    known = corrected(upload)
    for path in options.undo:
        if path not in known:
            there = ", ".join(known) or "–"
            raise GongkaiError(f"there is no correction of {path!r} to be taken back", remedy=f"corrected are: {there}")
    amended = undo(upload, options.undo)
    as_read = _as_read(upload, options.undo, resources)
    return amend(Change(upload, amended, options.dry_run, as_read=as_read), resources)


def _as_read(upload: Upload, paths: Sequence[str] | Mapping[str, object], resources: Resources) -> dict[str, Target]:
    """What was read of those of ``paths`` that are corrected already, without these corrections."""
    known = corrected(upload)
    hidden = [path for path in paths if path in known]
    if not hidden:
        return {}
    found = targets(read_with(upload, without(upload, hidden), resources.reader), resources)
    return {path: found[path] for path in hidden if path in found}


def _refuse_impossible(
    values: Mapping[str, str | None], before: UploadResult, resources: Resources, insists: bool
) -> None:
    """Raise GongkaiError for a value that no report can have; where somebody ``insists``, for what is no value."""
    report = next(iter(before.reports), None)
    found = why_impossible(values, report, resources.reader, today_in(os.environ))
    if found is None:
        return
    reason, may_be = found
    if not (may_be and insists):
        raise GongkaiError(reason.text(language()), remedy=INSIST if may_be else AS_PRINTED)


def _tell_needless(present: Target, as_read: Target | None) -> None:
    read_there = as_read or present
    say(tell_of("amend_needless", path=present.path, label=present.label, read=read_there.shown))
    if as_read is not None and as_read != present:
        say(tell_of("amend_stands", path=present.path, before=present.shown))


def _values(given: Sequence[str]) -> dict[str, str | None]:
    """FIELD=VALUE as pairs; None for a blank."""
    if not given:
        raise GongkaiError(
            "nothing to correct", remedy="write FIELD=VALUE, as in requests.granted.total=5; see --fields"
        )
    values: dict[str, str | None] = {}
    for one in given:
        field, sign, value = (part.strip() for part in one.partition("="))
        if not sign or not field or not value:
            raise GongkaiError(f"no field with a value: {one!r}", remedy="write FIELD=VALUE; null for a blank cell")
        if field in values:
            raise GongkaiError(f"{field!r} is given twice", remedy="name each field once")
        values[field] = None if value == BLANK else value
    return values


def _list_fields(upload: Upload, resources: Resources) -> int:
    for target in targets(read(upload, resources), resources).values():
        say(tell_of("amend_field", path=target.path, label=target.label, shown=target.shown or "–"))
    return OK
