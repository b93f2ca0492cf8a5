"""``correct``, ``withhold``, ``reply``, ``schema``: sidecars by commands. What they say: filing/said.yaml."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from itertools import islice, zip_longest
from pathlib import Path

from generator.cli.options import OK, Commands
from generator.cli.texts import language
from generator.errors import GongkaiError
from generator.filing.amending import Amended, correct, reply, withhold, write
from generator.filing.effects import (
    IDENTITY,
    Effect,
    Target,
    effect,
    read_with,
    refuse_unknown,
    refuse_what_is_not_taken,
    targets_of,
)
from generator.filing.said import said
from generator.filing.sidecar_schema import sidecar_schema
from generator.forms.loader import load_forms
from generator.inspection import Resources, load_resources
from generator.labels import BADGES, SEALS, Bilingual
from generator.model.results import Verdict
from generator.sources.discover import Upload, is_sidecar, named_upload
from generator.terminal import say, say_json
from generator.workers import UploadResult, read_uploads

BLANK = "null"
"""How a value is written that says: the cell is blank."""
SIGNS = {Verdict.PASS: "✓", Verdict.FAIL: "✗", Verdict.NOT_CHECKABLE: "·", None: "–"}


def add_amending_commands(commands: Commands) -> None:
    """Add ``correct``, ``withhold``, ``reply`` and ``schema``."""
    _add_correct(commands)
    _add_withhold(commands)
    _add_reply(commands)
    command = commands.add_parser("schema", help="print the JSON schema of sidecars, for editors")
    command.set_defaults(run=_schema, only_shows=True)


def _add_correct(commands: Commands) -> None:
    command = commands.add_parser(
        "correct",
        help="correct what was read, in the file's sidecar",
        description="Set values that were read wrongly. They are marked as corrected on the site, with what was read "
        "and why. Shows what changes before it is written.",
        epilog="Example: gongkai correct 2020.txt requests.granted.total=5 --why 原件第 3 页为 5",
    )
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    told = "what and its value: a field as --fields lists it, year, organ or place; null for a blank cell"
    command.add_argument("value", nargs="*", metavar="FIELD=VALUE", help=told)
    command.add_argument("--fields", action="store_true", help="list what can be corrected, and what was read there")
    _add_common(command, required=False)
    command.set_defaults(run=_correct)


def _add_withhold(commands: Commands) -> None:
    command = commands.add_parser(
        "withhold",
        help="keep words of a file, or all of the original, from being published",
        description="Keep personal data back: the words become ■ wherever they stand, and the original is not served. "
        "They still stand in the file itself and in its sidecar: see to who can read these.",
    )
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    command.add_argument("--text", action="append", default=[], metavar="WORDS", help="as printed; may be given again")
    command.add_argument("--original", action="store_true", help="do not serve the original, hide no words")
    _add_common(command)
    command.set_defaults(run=_withhold)


def _add_reply(commands: Commands) -> None:
    command = commands.add_parser(
        "reply",
        help="note what the organ answered to a finding",
        description="The reply is printed beside the findings of the report.",
    )
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    command.add_argument("--text", required=True, help="what the organ wrote")
    command.add_argument("--on", metavar="YYYY-MM-DD", help="when it wrote so")
    command.add_argument("--source-url", metavar="URL", help="where that can be read (http or https)")
    command.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    command.set_defaults(run=_reply)


def _add_common(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    command.add_argument("--why", required=required, help="the reason, which is published")
    command.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")


def _schema(options: argparse.Namespace) -> int:
    say_json(json.dumps(sidecar_schema(load_forms()), ensure_ascii=False, indent=1))
    return OK


def _correct(options: argparse.Namespace) -> int:
    upload = _upload(options.file)
    if options.fields:
        return _list_fields(upload)
    values = _values(options.value)
    if options.why is None:
        raise GongkaiError("no reason given", remedy='say it with --why "…"; it is published beside the value')

    return _amend(upload, correct(upload, values, options.why), options.dry_run, values)


def _withhold(options: argparse.Namespace) -> int:
    if not options.text and not options.original:
        raise GongkaiError("nothing to withhold", remedy="name words with --text, or all of the file with --original")
    upload = _upload(options.file)
    amended = withhold(upload, options.text, options.why, original=options.original)
    return _amend(upload, amended, options.dry_run)


def _reply(options: argparse.Namespace) -> int:
    upload = _upload(options.file)
    amended = reply(upload, options.text, on=options.on, source_url=options.source_url)
    return _amend(upload, amended, options.dry_run)


def _upload(file: Path) -> Upload:
    if is_sidecar(file.name):
        raise GongkaiError("this is a sidecar", file=file, remedy="name the report that it goes with")
    return named_upload(file)


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


def _list_fields(upload: Upload) -> int:
    resources = load_resources()
    targets = _targets(_read(upload, resources), resources)
    for target in targets.values():
        say(_said("amend_field", path=target.path, label=target.label, shown=target.shown or "–"))
    return OK


def _amend(upload: Upload, amended: Amended, dry_run: bool, fields: Iterable[str] = ()) -> int:
    """Show what ``amended`` changes, and write it. ``fields`` are those that it corrects."""
    resources = load_resources()
    before = _read(upload, resources)
    refuse_unknown(fields, _targets(before, resources))
    after = read_with(upload, amended, resources.reader)
    refuse_what_is_not_taken(upload.file, before, after)
    for line in _differences(amended):
        say(line)
    for old, new in zip_longest(before.reports, after.reports):
        if old is None or new is None:
            say(_said("amend_report_comes" if old is None else "amend_report_goes"))
            continue
        _tell(effect(old, new, resources.reader.forms, resources.catalogue))
    if _withholds(after) and not _withholds(before):
        say(_said("amend_original"))
    if not dry_run:
        write(amended)
    say(_said("amend_dry_run" if dry_run else "amend_written", path=amended.path))
    return OK


def _read(upload: Upload, resources: Resources) -> UploadResult:
    return next(read_uploads((upload,), resources.reader, jobs=1))


def _withholds(read: UploadResult) -> bool:
    return any(report.sidecar.withhold for report in read.reports)


def _targets(read: UploadResult, resources: Resources) -> dict[str, Target]:
    """What can be corrected in any report of the file; without a report, what would make it one."""
    found: dict[str, Target] = {path: Target(path, label, "") for path, label in IDENTITY.items()}
    for report in read.reports:
        found |= targets_of(report, resources.reader.forms)
    return found


def _differences(amended: Amended) -> Iterator[str]:
    """The lines of the sidecar that come and go, as ``diff -u`` shows them, without its head."""
    old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (amended.before, amended.after))
    lines = unified_diff(old, new, lineterm="", n=1)
    yield str(amended.path)
    yield from (f"  {line}" for line in islice(lines, 2, None) if not line.startswith("@@"))


def _said(code: str, **values: object) -> str:
    return said(code, **values).text(language())


def _tell(effect: Effect) -> None:
    for old, new in effect.targets:
        say(_said("amend_value", path=new.path, label=new.label, before=old.shown or "–", after=new.shown or "–"))
    for check in effect.checks:
        signs = {"before": SIGNS[check.before], "after": SIGNS[check.after]}
        say(_said("amend_check", check=check.code, name=check.name, **signs))
    for name, before, after in effect.badges:
        old_seal, new_seal = (Bilingual(SEALS[name][value].stamp, value) for value in (before, after))
        say(_said("amend_badge", name=BADGES[name], before=old_seal, after=new_seal))
    if not (effect.targets or effect.checks or effect.badges):
        say(_said("amend_same"))
