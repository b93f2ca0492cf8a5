"""``withhold``, ``reply``, ``schema``: sidecars by commands, and what they share with ``correct``. What they say:
filing/said.yaml."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import chain, islice, zip_longest
from pathlib import Path

from generator.cli.options import OK
from generator.cli.parsing import CommandParser
from generator.cli.texts import language
from generator.errors import GongkaiError
from generator.filing.amending import Amended, reply, withhold, write
from generator.filing.effects import (
    IDENTITY,
    Effect,
    Target,
    effect,
    read_with,
    refuse_what_is_not_taken,
    targets_of,
)
from generator.filing.hiding import Hiding, hidings
from generator.filing.possible import why_not_yet
from generator.filing.said import said
from generator.filing.sidecar_schema import sidecar_schema
from generator.forms.loader import load_forms
from generator.inspection import Resources, load_resources
from generator.labels import BADGES, SEALS, Bilingual
from generator.model.results import Verdict
from generator.settings import today_in
from generator.sources.discover import Upload, is_sidecar
from generator.sources.named import named_upload
from generator.sources.withheld_words import ADDRESSES
from generator.terminal import say, say_json
from generator.workers.results import UploadResult
from generator.workers.uploads import read_uploads

INSIST = "look at it again, and say --force where it is true"
SIGNS = {Verdict.PASS: "✓", Verdict.FAIL: "✗", Verdict.NOT_CHECKABLE: "·", None: "–"}


def schema_options(command: CommandParser) -> None:
    """What ``schema`` takes."""
    command.set_defaults(run=_schema, only_shows=True)


def withhold_options(command: CommandParser) -> None:
    """What ``withhold`` takes."""
    command.description = (
        "Keep personal data back: the words become ■ wherever they stand, and the original is not served. "
        "They still stand in the file itself and in its sidecar: see to who can read these."
    )
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    command.add_argument("--text", action="append", default=[], metavar="WORDS", help="as printed; may be given again")
    command.add_argument("--original", action="store_true", help="do not serve the original, hide no words")
    add_common(command)
    command.set_defaults(run=_withhold)


def reply_options(command: CommandParser) -> None:
    """What ``reply`` takes."""
    command.description = "The reply is printed beside the findings of the report."
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    command.add_argument("--text", required=True, help="what the organ wrote")
    command.add_argument("--on", metavar="YYYY-MM-DD", help="when it wrote so")
    command.add_argument("--source-url", metavar="URL", help="where that can be read (http or https)")
    command.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    add_force(command)
    command.set_defaults(run=_reply)


def add_common(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add ``--why`` and ``--dry-run``."""
    command.add_argument("--why", required=required, help="the reason, which is published")
    command.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")


def add_force(command: argparse.ArgumentParser) -> None:
    """Add ``--force``."""
    command.add_argument("--force", action="store_true", help="take also what seems impossible")


def _schema(options: argparse.Namespace) -> int:
    say_json(json.dumps(sidecar_schema(load_forms()), ensure_ascii=False, indent=1))
    return OK


def _withhold(options: argparse.Namespace) -> int:
    if not options.text and not options.original:
        raise GongkaiError("nothing to withhold", remedy="name words with --text, or all of the file with --original")
    upload = upload_of(options.file)
    amended = withhold(upload, options.text, options.why, original=options.original)
    return amend(Change(upload, amended, options.dry_run, hidden=options.text), load_resources())


def _reply(options: argparse.Namespace) -> int:
    if options.on and not options.force and (reason := why_not_yet(options.on, today_in(os.environ))):
        raise GongkaiError(reason.text(language()), remedy=INSIST)
    upload = upload_of(options.file)
    amended = reply(upload, options.text, on=options.on, source_url=options.source_url)
    return amend(Change(upload, amended, options.dry_run), load_resources())


def upload_of(file: Path) -> Upload:
    """The report that somebody named. Raises GongkaiError for its sidecar, and for no plain file."""
    if is_sidecar(file.name):
        raise GongkaiError("this is a sidecar", file=file, remedy="name the report that it goes with")
    return named_upload(file)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a sidecar, to be shown and written. ``before`` is what is read without it, where that is known;
    ``as_read`` what was read of the fields that an older correction hides, by path; ``hidden`` words to withhold."""

    upload: Upload
    amended: Amended
    dry_run: bool
    before: UploadResult | None = None
    as_read: Mapping[str, Target] = field(default_factory=dict)
    hidden: Sequence[str] = ()


def amend(change: Change, resources: Resources) -> int:
    """Show what ``change`` does, and write it."""
    amended = change.amended
    before = change.before or read(change.upload, resources)
    after = read_with(change.upload, amended, resources.reader)
    refuse_what_is_not_taken(change.upload.file, before, after)
    hidden = (_hiding_lines(one) for one in hidings(change.hidden, change.upload, before, after))
    for line in chain(_differences(amended), *hidden):
        say(line)
    for old, new in zip_longest(before.reports, after.reports):
        if old is None or new is None:
            say(tell_of("amend_report_comes" if old is None else "amend_report_goes"))
            continue
        _tell(effect(old, new, resources.reader.forms, resources.catalogue), change.as_read)
    if _withholds(after) and not _withholds(before):
        say(tell_of("amend_original"))
    if not change.dry_run:
        write(amended)
    say(tell_of("amend_dry_run" if change.dry_run else "amend_written", path=amended.path))
    return OK


def read(upload: Upload, resources: Resources) -> UploadResult:
    """What is read of ``upload`` with its sidecar as it stands."""
    return next(read_uploads((upload,), resources.reader, jobs=1))


def _withholds(read: UploadResult) -> bool:
    return any(report.sidecar.withhold for report in read.reports)


def targets(read: UploadResult, resources: Resources) -> dict[str, Target]:
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


def _hiding_lines(hiding: Hiding) -> Iterator[str]:
    """Where words were found to withhold, and where they stand in other writings."""
    lines = ", ".join(map(str, hiding.lines))
    places = [tell_of("amend_in_text", lines=lines)] if lines else []
    places += [
        tell_of("amend_in_file") if key == "file" else tell_of("amend_in_address", key=key) if key in ADDRESSES else key
        for key in hiding.keys
    ]
    yield tell_of("amend_hidden", text=hiding.text, places="; ".join(places) or tell_of("amend_nowhere_new"))
    for line, printed in hiding.left:
        yield tell_of("amend_left", line=line, printed=printed)


def tell_of(code: str, **values: object) -> str:
    """A sentence of said.yaml in the language that is spoken."""
    return said(code, **values).text(language())


def _tell(effect: Effect, as_read: Mapping[str, Target]) -> None:
    for old, new in effect.targets:
        say(_value(old, new, as_read.get(new.path)))
    for check in effect.checks:
        signs = {"before": SIGNS[check.before], "after": SIGNS[check.after]}
        say(tell_of("amend_check", check=check.code, name=check.name, **signs))
    for name, before, after in effect.badges:
        old_seal, new_seal = (Bilingual(SEALS[name][value].stamp, value) for value in (before, after))
        say(tell_of("amend_badge", name=BADGES[name], before=old_seal, after=new_seal))
    if not (effect.targets or effect.checks or effect.badges):
        say(tell_of("amend_same"))


def _value(old: Target, new: Target, as_read: Target | None) -> str:
    """How a field changes; ``as_read`` where an older correction stood in the way of that."""
    shown = {"path": new.path, "label": new.label, "before": old.shown or "–", "after": new.shown or "–"}
    if as_read is None:
        return tell_of("amend_value", **shown)
    if as_read == new:
        return tell_of("amend_undone", **shown)
    return tell_of("amend_again", read=as_read.shown or "–", **shown)
