"""``ledger``: notes what the built site changed, for the next build to tell."""

from __future__ import annotations

import argparse
import os
from datetime import date

from generator.cli.options import OK, add_folders, tell
from generator.cli.parsing import CommandParser
from generator.cli.texts import t
from generator.ledger.noting import note
from generator.settings import load_settings


def ledger_options(command: CommandParser) -> None:
    """What ``ledger`` takes."""
    add_folders(command)
    command.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="the day of the build (default: today)")
    command.add_argument("--dry-run", action="store_true", help="say what would be noted, and write nothing")
    command.set_defaults(run=_note)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"no day as in 2026-01-31: {text!r}") from error


def _note(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ, root=options.root, content=options.content, output=options.output)
    day = options.date or settings.today
    record = note(settings.output, settings.ledger, day, write=not options.dry_run)
    if not record:
        tell(options, t("nothing changed since the last note"))
        return OK
    # Counted as on /changes/.
    changed = sum(one.is_visible for one in record.changed)
    cells = sum(len(one.cells or ()) for one in record.changed)
    counts = (day, len(record.added), changed, cells, len(record.withdrawn), len(record.changed) - changed)
    said = t("{}: {} added, {} changed ({} cells), {} withdrawn; {} differ in their data files only", *counts)
    tell(options, said if options.dry_run else t("{}, noted in {}", said, settings.ledger))
    return OK
