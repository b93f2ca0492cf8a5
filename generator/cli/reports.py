"""``inspect`` and ``check``: what is read from files, and what the checks find in it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console

from generator.archive.badges import badges_of
from generator.checking import SCHEMA, Checked, FailOn, as_github, as_text, check_paths, choose, statistics, total
from generator.checking import as_json as checked_json
from generator.checks.catalogue import CheckInfo
from generator.cli.options import FAILED, OK, add_jobs, attention_line
from generator.cli.parsing import CommandParser
from generator.cli.texts import is_chinese, translated
from generator.inspection import Resources, as_json, inspect, inspect_all, load_resources, named_files, run_checks
from generator.model.reports import Report
from generator.settings import load_settings
from generator.showing import describe
from generator.terminal import make_console, safe_line, say, say_command, say_error, say_json


def inspect_options(command: CommandParser) -> None:
    """What ``inspect`` takes."""
    command.description = (
        "Show what is read from files, each by itself. Folders are searched through; a .yaml beside a file "
        "goes with it."
    )
    command.epilog = (
        "Exit codes: 0 a report was read from every file; 1 from some there was none; 2 wrong call, a path that "
        "is not there, or no files."
    )
    command.add_argument("file", type=Path, nargs="+", help="files or folders")
    command.add_argument(
        "--json",
        action="store_true",
        help="the same object that the site publishes; for several files, a folder or --jobs one a line, with the "
        'path under "path"',
    )
    add_jobs(command)
    command.set_defaults(run=_inspect, only_shows=True)


def check_options(command: CommandParser) -> None:
    """What ``check`` takes."""
    command.description = (
        "Check reports before they are sent in, or all of content/reports. Numbers of a report that do not "
        "agree are findings; what could not be read is a doubt."
    )
    command.epilog = (
        "Exit codes: 0 done; 1 see --fail-on; 2 wrong call. Without --fail-on, findings do not fail: a true "
        "report with wrong arithmetic is a good upload."
    )
    command.add_argument("path", type=Path, nargs="*", help="files or folders (default: content/reports)")
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--content", type=Path, help="uploads and pages (default: content/)")
    command.add_argument("--select", action="append", default=[], metavar="CODES", help="only these: A07, or A,B01")
    command.add_argument("--ignore", action="append", default=[], metavar="CODES", help="all but these")
    told = "text, json, or github for the commands of its workflows (default: text)"
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help=told)
    told = "how often each check fails and each doubt arises, in place of the lines"
    command.add_argument("--statistics", action="store_true", help=told)
    add_jobs(command)
    command.add_argument(
        "--fail-on",
        type=FailOn,
        choices=tuple(FailOn),
        default=FailOn.DOUBT,
        help="exit 1 where an upload could not be read in full (doubt, the default), also where a check of "
        "severity error fails (error), only where one cannot be published at all (refused), or never",
    )
    command.set_defaults(run=_check, only_shows=True)


def english_names(catalogue: Mapping[str, CheckInfo]) -> Mapping[str, str] | None:
    """The names of checks where English is spoken; None in Chinese, where findings speak for themselves."""
    return None if is_chinese() else {code: info.name_en for code, info in catalogue.items()}


FINDING_STYLES = {
    r"^.*?:\d+: (?=[A-F]\d\d |doubt )": "dim",
    r"(?<=: )[A-F]\d\d error(?= )": "bold red",
    r"(?<=: )[A-F]\d\d warning(?= )": "yellow",
    r"(?<=: )(?:[A-F]\d\d info|doubt \[\w+\])(?= )": "cyan",
}
"""Pattern → style, on a terminal."""


def _inspect(options: argparse.Namespace) -> int:
    if options.jobs is not None or len(options.file) > 1 or options.file[0].is_dir():
        return _inspect_many(options)
    resources = load_resources()
    console = make_console()
    result = inspect(options.file[0], resources)
    if options.json or not result.reports:
        for item in result.attention:
            say_error(attention_line(item))
    for report in result.reports:
        if options.json:
            say_json(json.dumps(as_json(report, resources), ensure_ascii=False, indent=1))
        else:
            _describe(console, report, resources)
    return OK if result.reports else FAILED


def _inspect_many(options: argparse.Namespace) -> int:
    """Print each file as soon as it and those before it are read; nothing is collected."""
    resources = load_resources()
    console = make_console()
    code = OK
    for found in inspect_all(named_files(options.file), resources, options.jobs, lines=options.json):
        for item in found.attention if options.json or not found.read else ():
            say_error(attention_line(replace(item, path=found.shown)))
        for line in found.lines:
            say_json(line)
        for report in found.result.reports if found.result else ():
            console.print(f"== {found.shown}")
            _describe(console, report, resources)
        sys.stdout.flush()
        code = code if found.read else FAILED
    return code


def _describe(console: Console, report: Report, resources: Resources) -> None:
    results = run_checks(report, resources)
    badges = tuple(badges_of(report, results).values())
    for part in describe(report, results, badges, resources.reader.forms):
        console.print(part)


def _check(options: argparse.Namespace) -> int:
    resources = load_resources()
    codes = choose(resources.catalogue, options.select, options.ignore)
    paths = options.path
    if not paths:
        folder = load_settings(os.environ, root=options.root, content=options.content).reports
        here = Path.cwd()
        paths = [folder.relative_to(here) if folder.is_relative_to(here) else folder]
    else:
        named_files(paths)
    checked = check_paths(paths, resources, codes, options.jobs)
    _say_checked(checked, resources, options)
    return FAILED if checked.fails(options.fail_on) else OK


def _say_checked(checked: Checked, resources: Resources, options: argparse.Namespace) -> None:
    counts = tuple(statistics(checked, resources.catalogue, is_chinese())) if options.statistics else None
    if options.format == "json":
        counted = {"schema": SCHEMA, "statistics": [asdict(count) for count in counts or ()]}
        say_json(json.dumps(checked_json(checked) if counts is None else counted, ensure_ascii=False, indent=1))
        return
    if options.format == "github" and counts is None:
        for line in as_github(checked):
            say_command(line)
        return
    console = make_console(styles=FINDING_STYLES)
    lines = (
        as_text(checked, notes=options.verbose, names=english_names(resources.catalogue))
        if counts is None
        else map(str, counts)
    )
    for line in lines:
        console.print(safe_line(line), soft_wrap=True)
    if not options.quiet:
        say(translated(total(checked.summary)))
