"""``init``: a new archive."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.cli.options import OK
from generator.cli.parsing import CommandParser
from generator.cli.texts import t
from generator.filing.starting import Start, installed_from, start_archive
from generator.settings import EXAMPLE_SITE, EXAMPLE_TITLE
from generator.terminal import say


def init_options(command: CommandParser) -> None:
    """What ``init`` takes."""
    command.description = "Make a new archive: settings, pages, a README, and how it is built, checked and published."
    command.add_argument("dir", type=Path, metavar="DIR", help="a folder that is empty or not there yet")
    command.add_argument("--title", default=EXAMPLE_TITLE, help=f"what the site is called (default: {EXAMPLE_TITLE})")
    command.add_argument("--site-url", default=EXAMPLE_SITE, metavar="URL", help="where it will stand")
    told = "what pip installs on other machines, such as gongkai @ git+https://…@v1 (default: where this one came from)"
    command.add_argument("--program", metavar="REQUIREMENT", help=told)
    command.set_defaults(run=_init)


def _init(options: argparse.Namespace) -> int:
    program = installed_from() if options.program is None else " ".join(options.program.split())
    for path in start_archive(options.dir, Start(options.title, options.site_url, program)):
        say(f"{options.dir / path}")
    say("")
    say(t("To look at it:"))
    say(f"  gongkai build --root {options.dir}")
    say(f"  gongkai serve --root {options.dir}")
    if not program:
        say(t("Write into {} where other machines install the program from.", options.dir / "requirements.txt"))
    if options.site_url == EXAMPLE_SITE:
        say(t("Set site_url in {} before you publish.", options.dir / "pyproject.toml"))
    return OK
