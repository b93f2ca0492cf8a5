"""The parser of the command line: help that speaks the user's language, and errors that name what is known."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from rich.cells import cell_len

from generator.cli.texts import LANGUAGES, t, translated
from generator.printable import printable
from generator.terminal import say_error

NEAR = 0.5
"""How alike (difflib) a word that was typed has to be to one that is known, so that it may have been meant."""
USAGE = 2


class Formatter(argparse.HelpFormatter):
    """Breaks lines by the width of characters on a terminal, where those of Chinese take two columns."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, t("usage: ") if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(text, width) if text.isascii() else list(_folded(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.isascii():
            return super()._fill_text(text, width, indent)
        return "\n".join(indent + line for line in _folded(text, width - len(indent)))


def _folded(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns, broken at blanks or behind a Chinese character."""
    line, room = "", width
    for word in _pieces(text):
        taken = cell_len(word)
        if taken > room and line:
            yield line.rstrip()
            line, room, word = "", width, word.lstrip()
        line += word
        room -= taken
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        piece += character
        if not character.isascii() or character == " ":
            yield piece
            piece = ""
    yield piece


class CommandParser(argparse.ArgumentParser):
    """A parser whose messages cannot steer a terminal, whatever was typed; called without a command it helps.

    That of a command is given by ``options`` what the command takes, once that is needed.
    """

    def __init__(self, options: Callable[[CommandParser], None] | None = None, **settings: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, **settings})
        self._options = options

    def complete(self) -> None:
        """Add what the command takes, where that is still to be done."""
        options, self._options = self._options, None
        if options is not None:
            options(self)
            add_common(self)
            localise(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As always; the parser of all commands calls it of the one that was typed."""
        self.complete()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong, what was perhaps meant, and ends with 2."""
        if message == "the following arguments are required: COMMAND":
            self.print_help(sys.stderr)
            self.exit(USAGE)
        self.print_usage(sys.stderr)
        say_error(f"{self.prog}: {t('error: {}', translated(printable(message)))}{self._meant(message)}")
        self.exit(USAGE)

    def _meant(self, message: str) -> str:
        """Which of the options and commands that are known was perhaps meant by the one that was typed."""
        _, _, typed = message.rpartition("unrecognized arguments: ")
        if typed == message:
            _, _, typed = message.partition("invalid choice: '")
        word = typed.split("'")[0].split(" ")[0].split("=")[0]
        near = near_names(word, self.names()) if typed != message and word else []
        return t("; did you mean {}?", ", ".join(near)) if near else ""

    def names(self) -> list[str]:
        """Options and commands, those of commands included: the parser of all tells which option is unknown."""
        found = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        for commands in commands_of(self):
            for name, command in commands.choices.items():
                found += [name, *command.names()]
        return list(dict.fromkeys(found))


def near_names(word: str, names: list[str], most: int = 3) -> list[str]:
    """Those of ``names`` that are most like ``word``, the nearest first."""
    return difflib.get_close_matches(word, names, n=most, cutoff=NEAR)


def commands_of(parser: argparse.ArgumentParser) -> Iterator[argparse._SubParsersAction[CommandParser]]:
    """The commands of ``parser``, with all that they take."""
    for commands in _incomplete_commands_of(parser):
        for command in commands.choices.values():
            command.complete()
        yield commands


def _incomplete_commands_of(parser: argparse.ArgumentParser) -> Iterator[argparse._SubParsersAction[CommandParser]]:
    return (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes, behind its name as well as before it."""
    nothing = argparse.SUPPRESS
    group = parser.add_argument_group("common options")
    told = "language of messages (default: the locale's)"
    group.add_argument("--lang", choices=LANGUAGES, default=nothing, help=told)
    loudness = group.add_mutually_exclusive_group()
    told = "say only results, and what went wrong"
    loudness.add_argument("-q", "--quiet", action="store_true", default=nothing, help=told)
    told = "say all, not only the first ten"
    loudness.add_argument("-v", "--verbose", action="store_true", default=nothing, help=told)


def localise(parser: argparse.ArgumentParser) -> None:
    """Put every text of ``parser`` into the language that is spoken; commands do so as they are completed."""
    parser.description, parser.epilog = _translated(parser.description), _translated(parser.epilog)
    for group in parser._action_groups:
        group.title = _translated(group.title)
    for action in parser._actions:
        action.help = _translated(action.help)
    for commands in _incomplete_commands_of(parser):
        for shown in commands._choices_actions:
            shown.help = _translated(shown.help)


def _translated(text: str | None) -> str | None:
    return translated(text) if text else text
