"""``export``: the data files of a region or a year, in the format that is asked for."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from generator.cli.options import FAILED, OK, Commands, add_jobs
from generator.cli.telling import ConsoleProgress
from generator.pages.downloads import size_in_words
from generator.pipeline import gathered_lines
from generator.settings import load_settings
from generator.terminal import make_console, say
from generator.workers.on_demand import FORMATS, chosen, write_export

CODES = (2, 4, 6)


def add_export_command(commands: Commands) -> None:
    """Add ``export``."""
    command = commands.add_parser("export", help="write the data of all reports, of a region or of a year")
    command.add_argument("out", type=Path, metavar="OUT", help="a new folder; for sqlite and xlsx a new file")
    command.add_argument("--region", type=_code, metavar="CODE", help="a code of 2, 4 or 6 digits")
    command.add_argument("--year", type=_year, metavar="Y", help="the year that reports are about")
    told = f"one of {', '.join(FORMATS)} (default: csv)"
    command.add_argument("--format", choices=FORMATS, default="csv", help=told, dest="form")
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--content", type=Path, help="uploads and pages (default: content/)")
    add_jobs(command)
    command.set_defaults(run=_export)


def _code(text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) in CODES):
        raise argparse.ArgumentTypeError(f"not a code of 2, 4 or 6 digits: {text!r}")
    return text


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"not a year: {text!r}")
    return int(text)


def _export(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ, root=options.root, content=options.content, keep=True)
    with gathered_lines(settings, ConsoleProgress(make_console(forgiving=True)), options.jobs) as lines:
        some = chosen(lines, options.region or "", options.year)
        if not some.refs:
            say("no report is held of this region and year")
            return FAILED
        for path in write_export(some, options.form, options.out):
            say(f"{path}: {size_in_words(path.stat().st_size)}")
        say(f"{len(some.refs)} reports")
    return OK
