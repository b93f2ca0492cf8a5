"""The texts that the program's code says in English, found in its source: what the command line's table has to know."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

from generator.cli import make_parser
from generator.cli.parsing import commands_of

PACKAGE = Path(__file__).parents[1] / "generator"
ERRORS = frozenset({"GongkaiError", "_wrong_setting", "ArgumentTypeError"})


def texts_of_code() -> set[str]:
    """Every text given to ``t``, and message and remedy of every error; ``{}`` where a value stands."""
    return {text for file in sorted(PACKAGE.rglob("*.py")) for text in _texts(ast.parse(file.read_text("utf-8")))}


def texts_of_help(parser: argparse.ArgumentParser | None = None) -> set[str]:
    """Every text of the parser's help."""
    parser = parser or make_parser()
    found = {parser.description, parser.epilog, *(group.title for group in parser._action_groups)}
    found |= {action.help for action in parser._actions if action.help is not argparse.SUPPRESS}
    for commands in commands_of(parser):
        found |= {shown.help for shown in commands._choices_actions}
        for command in commands.choices.values():
            found |= texts_of_help(command)
    return {text for text in found if text}


def _texts(module: ast.Module) -> Iterator[str]:
    constants = {
        target.id: text
        for node in module.body
        if isinstance(node, ast.Assign) and (text := _text(node.value)) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == "t" and node.args:
            said = [node.args[0]]
        elif name in ERRORS:
            said = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "remedy")]
            said = said if name != "_wrong_setting" else node.args[2:]
        else:
            continue
        for one in said:
            text = constants.get(one.id) if isinstance(one, ast.Name) else _text(one)
            if text:
                yield text


def _text(node: ast.AST) -> str | None:
    """A literal's text, or that of an f-string with ``{}`` for its values; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
    return None
