"""``export``: the data files of a region or a year, in the format that is asked for."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from generator.cli.options import FAILED, OK, add_jobs, tell
from generator.cli.parsing import CommandParser
from generator.cli.telling import ConsoleProgress
from generator.cli.texts import t
from generator.exports.package import About
from generator.pages.downloads import size_in_words
from generator.pipeline import gathered_lines
from generator.settings import load_settings
from generator.terminal import make_console, say_error
from generator.workers.on_demand import FORMATS, chosen, level_of, require_free, write_export

CODES = (2, 4, 6)


def export_options(command: CommandParser) -> None:
    """What ``export`` takes."""
    command.add_argument("out", type=Path, metavar="OUT", help="a new folder; for sqlite and xlsx a new file")
    command.add_argument("--region", type=_code, metavar="CODE", help="a code of 2, 4 or 6 digits; 320000 is 32")
    command.add_argument("--year", type=_year, metavar="Y", help="the year that reports are about")
    told = f"one of {', '.join(FORMATS)} (default: csv)"
    command.add_argument("--format", choices=FORMATS, default="csv", help=told, dest="form")
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--content", type=Path, help="uploads and pages (default: content/)")
    add_jobs(command)
    command.set_defaults(run=_export)


def _code(text: str) -> str:
    """A code without the pairs of noughts that fill up those of provinces and prefectures (GB/T 2260)."""
    if not (text.isascii() and text.isdecimal() and len(text) in CODES):
        raise argparse.ArgumentTypeError(f"not a code of 2, 4 or 6 digits: {text!r}")
    while len(text) > CODES[0] and text.endswith("00"):
        text = text[:-2]
    return text


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"not a year: {text!r}")
    return int(text)


def _export(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ, root=options.root, content=options.content, keep=True)
    region = options.region or ""
    require_free(options.form, options.out)  # before all is read, which takes minutes
    progress = ConsoleProgress(make_console(forgiving=True, quiet=options.quiet))
    with gathered_lines(settings, progress, options.jobs) as lines:
        some = chosen(lines, region, options.year)
        if not some.refs:
            say_error(t("no report is held of this region and year"))
            return FAILED
        level, about = level_of(region, options.year), About(settings.title, settings.site_url, settings.license)
        for path in write_export(some, options.form, options.out, level, about):
            tell(options, f"{path}: {size_in_words(path.stat().st_size)}")
        tell(options, t("{} reports", len(some.refs)))
    return OK
