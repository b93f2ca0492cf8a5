"""The command line: one module for each group of commands, listed in ``commands``. The one room that prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext

from generator.cli.commands import make_parser
from generator.cli.options import USAGE
from generator.cli.texts import LANGUAGES, error_text, language_of, speaking, t, translated
from generator.errors import GongkaiError
from generator.terminal import (
    Terminated,
    end_at_once,
    ended_by_signals,
    flush_or_silence,
    prepare_streams,
    say_error,
    silence,
    told_to_the_end,
)
from generator.workers.garbage import rarely

INTERRUPTED, UNHEARD, TERMINATED = 130, 141, 143
"""Ended by Ctrl-C, by a reader that left (SIGPIPE) or by SIGTERM, as shells count: 128 and the signal's number."""


@rarely()  # what is imported is no garbage
def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Where no ``arguments`` are given, it is this process's own, which ends then."""
    prepare_streams()
    given = sys.argv[1:] if arguments is None else list(arguments)
    with speaking(_language(given)):
        options = make_parser().parse_args(given)
        code = _run(options)
        if arguments is None:
            end_at_once(code)
        return code


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
