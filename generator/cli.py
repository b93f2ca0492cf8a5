"""The command line. The one module that prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn, TypeVar

from rich.console import Console
from rich.progress import track

from generator.addresses import is_web_address
from generator.archive.badges import badges_of
from generator.archive.types import Archive
from generator.checking import FailOn, as_github, as_text, check_paths, choose
from generator.checking import as_json as checked_json
from generator.errors import GongkaiError
from generator.filing.adding import add
from generator.inspection import Resources, as_json, inspect, inspect_all, judge, load_resources, named_files
from generator.model.doubts import Attention, Loudness
from generator.model.reports import Report
from generator.pipeline import Built, build
from generator.places.gazetteer import load as load_gazetteer
from generator.places.lookup import find
from generator.printable import printable
from generator.progress import Say
from generator.repairs.script import simplify
from generator.serve import serve
from generator.settings import load_settings
from generator.showing import describe
from generator.terminal import (
    Terminated,
    ended_by_signals,
    flush_or_silence,
    make_console,
    prepare_streams,
    safe_line,
    say,
    say_command,
    say_error,
    say_json,
    silence,
)

T = TypeVar("T")

MOST_JOBS = 256

OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: done; something needs attention under --strict, or nothing to show; wrong call or broken set-up."""
INTERRUPTED, TERMINATED = 130, 143
"""Ended by Ctrl-C or SIGTERM, as shells count: 128 and the signal's number."""
PORTS = range(65536)
MAX_NAME = 100
"""Characters; the longest name of a place with all that it lies in has 50. Every beginning of it is looked up."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    prepare_streams()
    options = _parser().parse_args(arguments)
    try:
        with ended_by_signals():
            code = int(options.run(options))
            sys.stdout.flush()  # a reader that is gone is to be met here, not when the interpreter ends
            return code
    except GongkaiError as error:
        say_error(f"gongkai: {error}")
        return USAGE
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        silence(sys.stdout)
        return OK
    except OSError as error:
        flush_or_silence(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        say_error(f"gongkai: {where}{error.strerror or error} — check the disk's space and permissions")
        return USAGE
    except (KeyboardInterrupt, Terminated) as error:
        say_error("gongkai: ended before it was done")
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else TERMINATED


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gongkai", description="An archive of OGI annual reports as a static site.")
    parser.add_argument("--version", action="version", version=f"gongkai {version('gongkai')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("build", help="build the site from content/")
    _folders(command)
    command.add_argument("--strict", action="store_true", help="exit 1 if an upload could not be read in full")
    command.add_argument("--no-cache", action="store_true", help="use and keep nothing of other builds")
    _jobs(command)
    command.set_defaults(run=_build)

    command = commands.add_parser("serve", help="show the built site under the headers of the real host")
    _folders(command)
    command.add_argument("--port", type=_port, default=8000, help="0 takes a free one (default: 8000)")
    command.set_defaults(run=_serve)

    command = commands.add_parser(
        "inspect",
        help="show what is read from files, each by itself",
        description="Show what is read from files, each by itself. Folders are searched through; a .yaml beside a file "
        "goes with it.",
        epilog="Exit codes: 0 a report was read from every file; 1 from some there was none; 2 wrong call, a path that "
        "is not there, or no files.",
    )
    command.add_argument("file", type=Path, nargs="+", help="files or folders")
    command.add_argument(
        "--json",
        action="store_true",
        help="the same object that the site publishes; for several files, a folder or --jobs one a line, with the "
        'path under "path"',
    )
    _jobs(command)
    command.set_defaults(run=_inspect)

    command = commands.add_parser(
        "check",
        help="check reports as a linter does",
        description="Check reports before they are sent in, or all of content/reports. Numbers of a report that do not "
        "agree are findings; what could not be read is a doubt.",
        epilog="Exit codes: 0 done; 1 see --fail-on; 2 wrong call. Without --fail-on, findings do not fail: a true "
        "report with wrong arithmetic is a good upload.",
    )
    command.add_argument("path", type=Path, nargs="*", help="files or folders (default: content/reports)")
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--content", type=Path, help="uploads and pages (default: content/)")
    command.add_argument("--select", action="append", default=[], metavar="CODES", help="only these: A07, or A,B01")
    command.add_argument("--ignore", action="append", default=[], metavar="CODES", help="all but these")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    _jobs(command)
    command.add_argument(
        "--fail-on",
        type=FailOn,
        choices=tuple(FailOn),
        default=FailOn.DOUBT,
        help="exit 1 where an upload could not be read in full (doubt, the default), also where a check of "
        "severity error fails (error), or never",
    )
    command.set_defaults(run=_check)

    command = commands.add_parser("add", help="file uploads under content/reports, by organ and year")
    _folders(command)
    command.add_argument("file", type=Path, nargs="+")
    command.add_argument("--source-url", help="where it was published (http or https)")
    command.set_defaults(run=_add)

    command = commands.add_parser("place", help="look a place up in the gazetteer")
    command.add_argument("name")
    command.set_defaults(run=_place)
    return parser


def _jobs(command: argparse.ArgumentParser) -> None:
    told = "read with N processes (default: one a core); same output"
    command.add_argument("--jobs", type=_count, metavar="N", help=told)


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"not a number from 1 to {MOST_JOBS}: {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) in PORTS):
        raise argparse.ArgumentTypeError(f"not a port from 0 to {PORTS.stop - 1}: {text!r}")
    return int(text)


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--content", type=Path, help="uploads and pages (default: content/)")
    command.add_argument("--output", type=Path, help="the site (default: site/)")


def _build(options: argparse.Namespace) -> int:
    settings = load_settings(
        os.environ, root=options.root, content=options.content, output=options.output, keep=not options.no_cache
    )
    console = make_console(forgiving=True)
    start = time.perf_counter()
    built = build(settings, ConsoleProgress(console), options.jobs)
    _tell(console, built, time.perf_counter() - start, options.output or Path("site"))
    serious = [a for a in built.archive.attention if a.doubt.loudness is not Loudness.NOTE]
    return FAILED if options.strict and (serious or built.problems) else OK


def _tell(console: Console, built: Built, seconds: float, folder: Path) -> None:
    archive = built.archive
    console.print(
        f"{safe_line(str(folder))}: {len(archive.entries)} reports, {len(archive.organs)} organs, "
        f"{built.files} files, {built.size / 1e6:.1f} MB, {seconds:.1f} s"
    )
    _tell_attention(console, archive)
    for problem in built.problems:
        console.print(f"our own page does not hold together: {problem}")


def _tell_attention(console: Console, archive: Archive) -> None:
    if not archive.attention:
        return
    console.print(f"needs attention ({len(archive.attention)}), also on /attention/:")
    for item in archive.attention:
        console.print(f"  {safe_line(_line(item))}", soft_wrap=True)


def _line(item: Attention) -> str:
    where = f"{item.path}:{item.line}" if item.line else item.path
    doubt = item.doubt
    return f"{where}: {doubt.loudness.value} [{doubt.code}] {doubt.message} {doubt.remedy}"


class ConsoleProgress:
    """Prints a line a stage with counts and seconds, and a bar while a long one runs on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str) -> Iterator[Say]:
        said: list[str] = []
        start = time.perf_counter()
        yield said.append
        seconds = time.perf_counter() - start
        self._console.print(f"{name:<10} {' '.join(said):<32} {seconds:6.2f} s")

    def track(self, items: Sequence[T], name: str) -> Iterable[T]:
        return track(items, name, console=self._console, transient=True, disable=not self._console.is_terminal)


def _serve(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ, root=options.root, content=options.content, output=options.output)
    if not settings.output.is_dir():
        raise GongkaiError("there is no site yet", file=settings.output, remedy="run: gongkai build")
    server = serve(settings.output, settings.root / "netlify.toml", port=options.port)
    print(f"{server.url}  (Ctrl-C ends)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return OK


def _inspect(options: argparse.Namespace) -> int:
    if options.jobs is not None or len(options.file) > 1 or options.file[0].is_dir():
        return _inspect_many(options)
    resources = load_resources()
    console = make_console()
    result = inspect(options.file[0], resources)
    if options.json or not result.reports:
        for item in result.attention:
            say_error(_line(item))
    for report in result.reports:
        if options.json:
            say_json(json.dumps(as_json(report, resources), ensure_ascii=False, indent=1))
        else:
            _describe(console, report, resources)
    return OK if result.reports else FAILED


def _inspect_many(options: argparse.Namespace) -> int:
    """Each file is told as soon as it and those before it are read; nothing is gathered."""
    resources = load_resources()
    console = make_console()
    code = OK
    for found in inspect_all(named_files(options.file), resources, options.jobs, lines=options.json):
        for item in found.attention if options.json or not found.read else ():
            say_error(_line(replace(item, path=found.shown)))
        for line in found.lines:
            say_json(line)
        for report in found.result.reports if found.result else ():
            console.print(f"== {found.shown}")
            _describe(console, report, resources)
        sys.stdout.flush()
        code = code if found.read else FAILED
    return code


def _describe(console: Console, report: Report, resources: Resources) -> None:
    results = judge(report, resources)
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
    if options.format == "json":
        say_json(json.dumps(checked_json(checked), ensure_ascii=False, indent=1))
    elif options.format == "github":
        for line in as_github(checked):
            say_command(line)
    else:
        for line in as_text(checked):
            say(line)
    return FAILED if checked.fails(options.fail_on) else OK


def _add(options: argparse.Namespace) -> int:
    url = options.source_url
    if url is not None and not is_web_address(url):
        raise GongkaiError(f"not an address: {url!r}", remedy="write it in full, beginning with http:// or https://")
    settings = load_settings(os.environ, root=options.root, content=options.content, output=options.output)
    reader = load_resources().reader
    code = OK
    for file in options.file:
        try:
            filed = add(file, settings.reports, reader, source_url=url, today=settings.today)
        except GongkaiError as error:
            say_error(f"gongkai: {error}")
            code = USAGE
            continue
        where = "already there as" if filed.already else "filed as" if filed.known else "not sure where; put in"
        say(f"{file}: {where} {settings.reports / filed.path}")
        for item in filed.attention:
            say(f"  {_line(item)}")
    return code


def _place(options: argparse.Namespace) -> int:
    name = options.name.encode("utf-8", "replace").decode()  # bytes of an argument that are no UTF-8
    if len(name) > MAX_NAME:
        raise GongkaiError("too long for the name of a place", remedy=f"name one in up to {MAX_NAME} characters")
    matches = find(simplify(name), load_gazetteer())
    for match in matches:
        say(str(match))
    if not matches:
        say_error(f"{options.name}: not in the gazetteer")
    return OK if matches else FAILED
