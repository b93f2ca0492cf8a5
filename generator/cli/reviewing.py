"""``review``: what a pull request brings, as annotations and as a comment."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.addresses import is_web_address
from generator.checking import FailOn, as_github, as_text, total
from generator.checking.comment import as_comment
from generator.checking.requests import review
from generator.cli.options import FAILED, OK, add_jobs, tell
from generator.cli.parsing import CommandParser
from generator.cli.reports import english_names
from generator.cli.texts import translated
from generator.errors import GongkaiError
from generator.inspection import load_resources
from generator.terminal import say, say_command


def review_options(command: CommandParser) -> None:
    """What ``review`` takes."""
    command.description = (
        "Read the uploads in content/reports and content/inbox that differ from another revision of git. "
        "Call it at the top of the repository."
    )
    command.epilog = "Exit codes: 0 all can be published; 1 something cannot; 2 wrong call. Findings do not fail."
    command.add_argument("--base", required=True, metavar="REVISION", help="what it is compared with: origin/main")
    command.add_argument("--content", type=Path, default=Path("content"), help="default: content/")
    command.add_argument("--format", choices=("text", "github"), default="text")
    command.add_argument("--comment", type=Path, metavar="FILE", help="also write a comment in Markdown there")
    command.add_argument("--preview", metavar="URL", default="", help="a site built with it, for links in the comment")
    add_jobs(command)
    command.set_defaults(run=_review)


def _review(options: argparse.Namespace) -> int:
    if options.preview and not is_web_address(options.preview):
        raise GongkaiError(f"not an address: {options.preview!r}", remedy="write it in full, beginning with https://")
    if options.content.is_absolute():
        raise GongkaiError("not a folder of this repository", file=options.content, remedy="name it as seen from here")
    resources = load_resources()
    found = review(options.content, options.base, resources, options.jobs)
    if options.format == "github":
        for line in as_github(found.checked):
            say_command(line)
    else:
        for line in as_text(found.checked, notes=options.verbose, names=english_names(resources.catalogue)):
            say(line)
        tell(options, translated(total(found.checked.summary)))
    if options.comment is not None:
        options.comment.write_text(as_comment(found, options.preview), encoding="utf-8")
    return FAILED if found.checked.fails(FailOn.REFUSED) else OK
