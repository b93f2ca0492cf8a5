"""``confirm``: what was recognised in a scan, compared with the picture by a person. What it says: filing/said.yaml."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.cli.amending import Change, add_common, amend, read, upload_of
from generator.cli.parsing import CommandParser
from generator.filing.amending import confirm
from generator.filing.effects import recognised_text
from generator.inspection import load_resources
from generator.reading.confirmations import ALL


def confirm_options(command: CommandParser) -> None:
    """What ``confirm`` takes."""
    command.description = (
        "After somebody has compared the numbers with the picture: they count like corrected ones from "
        "then on. What was recognised is noted along, and if it is read otherwise later the confirmation is void."
    )
    command.add_argument("file", type=Path, help="the report, not its .yaml")
    told = "all (the default), a table such as requests, or a cell as correct --fields lists it"
    command.add_argument("target", nargs="*", metavar="TARGET", help=told)
    add_common(command)
    command.set_defaults(run=_confirm)


def _confirm(options: argparse.Namespace) -> int:
    upload, resources = upload_of(options.file), load_resources()
    before = read(upload, resources)
    recognised = {target: recognised_text(before.reports, target) for target in options.target or (ALL,)}
    amended = confirm(upload, recognised, options.why)
    return amend(Change(upload, amended, options.dry_run, before), resources)
