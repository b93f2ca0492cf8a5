"""The command line: one module for each group of commands. The one room that prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib.metadata import version

from generator.cli.amending import add_amending_commands
from generator.cli.caching import add_cache_command
from generator.cli.completing import add_completion_command
from generator.cli.confirming import add_confirm_command
from generator.cli.correcting import add_correct_command
from generator.cli.explaining import add_explain_command
from generator.cli.exporting import add_export_command
from generator.cli.filing import add_filing_commands
from generator.cli.ledger import add_ledger_command
from generator.cli.options import USAGE
from generator.cli.parsing import CommandParser, add_common, commands_of, localise
from generator.cli.reports import add_report_commands
from generator.cli.reviewing import add_review_command
from generator.cli.site import add_site_commands
from generator.cli.starting import add_init_command
from generator.cli.texts import LANGUAGES, error_text, language_of, speaking, t, translated
from generator.errors import GongkaiError
from generator.terminal import (
    Terminated,
    ended_by_signals,
    flush_or_silence,
    prepare_streams,
    say_error,
    silence,
    told_to_the_end,
)

INTERRUPTED, UNHEARD, TERMINATED = 130, 141, 143
"""Ended by Ctrl-C, by a reader that left (SIGPIPE) or by SIGTERM, as shells count: 128 and the signal's number."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    prepare_streams()
    given = sys.argv[1:] if arguments is None else list(arguments)
    with speaking(_language(given)):
        return _run(make_parser().parse_args(given))


def _run(options: argparse.Namespace) -> int:
    try:
        # What only shows something may end with its reader; what writes is finished, whoever listens.
        with ended_by_signals(), nullcontext() if options.only_shows else told_to_the_end():
            code = int(options.run(options))
            sys.stdout.flush()  # a reader that is gone is to be met here, not when the interpreter ends
            return code
    except GongkaiError as error:
        say_error(f"gongkai: {error_text(error)}")
        return USAGE
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        silence(sys.stdout)
        return UNHEARD
    except OSError as error:
        flush_or_silence(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        told = t("{} — check the disk's space and permissions", translated(str(error.strerror or error)))
        say_error(f"gongkai: {where}{told}")
        return USAGE
    except (KeyboardInterrupt, Terminated) as error:
        say_error(f"gongkai: {t('ended before it was done')}")
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else TERMINATED


def _language(arguments: Sequence[str]) -> str:
    """What --lang asks for, else the locale; known before the parser is made, whose help is in that language."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", choices=LANGUAGES)
    try:
        asked: str | None = early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:  # told by the parser itself
        asked = None
    return asked or language_of(os.environ)


def make_parser() -> CommandParser:
    """The parser of all commands, in the language that is spoken."""
    parser = CommandParser(prog="gongkai", description="An archive of OGI annual reports as a static site.")
    parser.add_argument("--version", action="version", version=f"gongkai {version('gongkai')}")
    parser.set_defaults(lang=None, quiet=False, verbose=False, only_shows=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_init_command(commands)
    add_site_commands(commands)
    add_report_commands(commands)
    add_review_command(commands)
    add_filing_commands(commands)
    add_correct_command(commands)
    add_confirm_command(commands)
    add_amending_commands(commands)
    add_export_command(commands)
    add_cache_command(commands)
    add_ledger_command(commands)
    add_explain_command(commands)
    add_completion_command(commands, make_parser)
    add_common(parser)
    for group in commands_of(parser):
        for command in group.choices.values():
            add_common(command)
    localise(parser)
    return parser
