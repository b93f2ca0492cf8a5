"""``add`` and ``place``: uploads are filed, and places looked up."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from generator.addresses import is_web_address
from generator.cli.options import FAILED, OK, USAGE, Commands, add_folders, attention_line
from generator.errors import GongkaiError
from generator.filing.adding import add
from generator.inspection import load_resources
from generator.places.gazetteer import load as load_gazetteer
from generator.places.lookup import find
from generator.repairs.script import simplify
from generator.settings import load_settings
from generator.terminal import say, say_error

MAX_NAME = 100
"""Characters; the longest name of a place with all that it lies in has 50. Every beginning of it is looked up."""


def add_filing_commands(commands: Commands) -> None:
    """Add ``add`` and ``place``."""
    command = commands.add_parser("add", help="file uploads under content/reports, by organ and year")
    add_folders(command)
    command.add_argument("file", type=Path, nargs="+")
    command.add_argument("--source-url", help="where it was published (http or https)")
    command.set_defaults(run=_add)

    command = commands.add_parser("place", help="look a place up in the gazetteer")
    command.add_argument("name")
    command.set_defaults(run=_place)


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
            say(f"  {attention_line(item)}")
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
