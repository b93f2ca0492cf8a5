"""``completion``: the script by which a shell completes commands, options and files."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.cli.options import OK
from generator.cli.parsing import CommandParser, commands_of

SHELLS = ("bash", "zsh", "fish")


def completion_options(command: CommandParser, make_parser: Callable[[], CommandParser]) -> None:
    """What ``completion`` takes; the script is made for what ``make_parser`` returns."""
    command.description = "Print the script by which a shell completes this command."
    command.epilog = (
        'In bash: eval "$(gongkai completion bash)". In fish: gongkai completion fish | source. In zsh put it '
        "into a file _gongkai in a folder of $fpath."
    )
    command.add_argument("shell", choices=SHELLS, help="which shell")
    command.set_defaults(run=lambda options: _print(options, make_parser()), only_shows=True)


def _print(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    import shtab  # only here: no other command needs it

    _complete_files(parser, shtab.FILE)
    print(shtab.complete(parser, options.shell))
    return OK


def _complete_files(parser: argparse.ArgumentParser, files: Mapping[str, Any]) -> None:
    """Let paths be completed."""
    for action in parser._actions:
        if action.type is Path:
            action.complete = files  # type: ignore[attr-defined]
    for group in commands_of(parser):
        for command in group.choices.values():
            _complete_files(command, files)
