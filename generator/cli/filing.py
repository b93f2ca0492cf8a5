"""``add`` and ``place``: uploads are filed, and places looked up. What ``add`` says is in ``filing/said.yaml``."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from generator.addresses import is_web_address
from generator.cli.brought import tell_outcome, tell_sums
from generator.cli.options import FAILED, OK, USAGE, add_folders, add_jobs
from generator.cli.parsing import CommandParser
from generator.cli.texts import language, t
from generator.errors import GongkaiError
from generator.filing.adding import Adding, add
from generator.filing.bringing import Call, bring, checked_tables, require_apart
from generator.filing.kinds import Kind, kind_of
from generator.filing.outcomes import Fate
from generator.filing.series import in_series
from generator.filing.shelf import Shelf
from generator.filing.staging import Stage
from generator.filing.tables import Columns
from generator.inspection import load_resources
from generator.places.gazetteer import load as load_gazetteer
from generator.places.lookup import find
from generator.places.pinyin import find_by_pinyin
from generator.repairs.script import simplify
from generator.scratch import scratch_folder
from generator.settings import load_settings
from generator.terminal import say, say_error

MAX_NAME = 100
"""Characters; the longest name of a place with all that it lies in has 50. Every beginning of it is looked up."""


def place_options(command: CommandParser) -> None:
    """What ``place`` takes."""
    command.add_argument("name", help="a name, in either script or in pinyin, or a code")
    command.set_defaults(run=_place, only_shows=True)


def add_options(command: CommandParser) -> None:
    """What ``add`` takes."""
    command.description = (
        "File uploads: files, folders, zips, crawls (CSV, JSON Lines, WARC). What is sure goes to "
        "content/reports by organ and year, what may be a report and is not sure to content/inbox with a note; what is "
        "no report is refused. Nothing is overwritten."
    )
    command.epilog = "Exit codes: 0 all was taken; 1 something was refused; 2 wrong call, or a path that is not there."
    add_folders(command)
    command.add_argument("file", type=_path, nargs="+", help="files, folders, zips, tables or WARCs")
    command.add_argument("--source-url", help="where it was published (http or https)")
    command.add_argument("--dry-run", action="store_true", help="write nothing, say what would be done")
    crawl = command.add_argument_group("tables (.csv, .tsv, .jsonl): a page a row")
    crawl.add_argument("--text", metavar="COLUMN", dest="text_column", help="column with the text or HTML of the page")
    crawl.add_argument("--file", metavar="COLUMN", dest="file_column", help="column with the name of a file beside it")
    crawl.add_argument("--url", metavar="COLUMN", dest="url_column", help="column with the page's address")
    crawl.add_argument("--title", metavar="COLUMN", dest="title_column", help="column with the title, if not in --text")
    crawl.add_argument("--date", metavar="COLUMN", dest="date_column", help="column with the day it was fetched")
    add_jobs(command)
    command.set_defaults(run=_add)


def _path(text: str) -> Path:
    """A path; an empty one, as of a variable that is not set, would be the whole folder one stands in."""
    if not text:
        raise argparse.ArgumentTypeError("an empty path")
    return Path(text)


def _add(options: argparse.Namespace) -> int:
    url = options.source_url
    if url is not None and not is_web_address(url):
        raise GongkaiError(f"not an address: {url!r}", remedy="write it in full, beginning with http:// or https://")
    settings = load_settings(os.environ, root=options.root, content=options.content, output=options.output)
    columns = Columns(**{name: getattr(options, f"{name}_column") for name in ("text", "file", "url", "date", "title")})
    call = Call(options.file, settings.today, url, columns)
    require_apart(options.file, settings.content)
    tables = checked_tables(call)
    shelf = Shelf(settings.reports, settings.inbox, options.dry_run)
    fates: Counter[Fate] = Counter()
    with scratch_folder("add") as folder:
        stage = Stage(folder)
        adding = Adding(shelf, stage, load_resources().reader, settings.today, settings.content.parent, _jobs(options))
        for outcome in add(in_series(bring(call, tables, stage, settings.inbox)), adding):
            tell_outcome(outcome, options.dry_run, language(), quiet=options.quiet)
            fates[outcome.fate] += 1
    if set(fates) != {Fate.FAILED}:
        tell_sums(fates, settings, options.dry_run, language())
    return USAGE if fates[Fate.FAILED] else FAILED if fates[Fate.REFUSED] else OK


def _jobs(options: argparse.Namespace) -> int | None:
    """Processes to read with: a single file needs no more than one."""
    jobs: int | None = options.jobs
    (first, *more) = options.file
    return 1 if jobs is None and not more and kind_of(first.name) is Kind.FILE and not first.is_dir() else jobs


def _place(options: argparse.Namespace) -> int:
    name = options.name.encode("utf-8", "replace").decode()  # bytes of an argument that are no UTF-8
    if not name.strip():
        raise GongkaiError("an empty name", remedy="write the name of a place, or its code")
    if len(name) > MAX_NAME:
        raise GongkaiError("too long for the name of a place", remedy=f"name one in up to {MAX_NAME} characters")
    gazetteer = load_gazetteer()
    matches = find(simplify(name), gazetteer) or find_by_pinyin(name, gazetteer)
    for match in matches:
        say(str(match) if match.now is None else str(match).replace(" · now ", t(" · now ")))
    if not matches:
        say_error(t("{}: not in the gazetteer", options.name))
    return OK if matches else FAILED
