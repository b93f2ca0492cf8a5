"""The texts that the program's code says in English, found in its source: what the command line's table has to know."""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator
from pathlib import Path

from generator.cli import make_parser
from generator.cli.parsing import commands_of

PACKAGE = Path(__file__).parents[1] / "generator"
ERRORS = frozenset({"GongkaiError", "failure", "_wrong_setting", "ArgumentTypeError"})


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
    for node, function in _calls(module, None):
        name = _called(node)
        if name == "t" and node.args:
            said = [node.args[0]]
        elif name in ERRORS:
            said = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "remedy")]
            said = said if name != "_wrong_setting" else node.args[2:]
        else:
            continue
        for one in said:
            yield from _literals(one, function, module)


Function = ast.FunctionDef | None


def _calls(node: ast.AST, function: Function) -> Iterator[tuple[ast.Call, Function]]:
    """Every call, and the function in which it stands."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, function
        yield from _calls(child, child if isinstance(child, ast.FunctionDef) else function)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else str(getattr(node.func, "attr", ""))


def _literals(node: ast.AST, function: Function, module: ast.Module) -> Iterator[str]:
    """The texts that an expression can be: literals, either side of a condition, what a name stands for in its function
    or module, and what callers in the module give for a parameter."""
    if (text := _text(node)) is not None:
        yield text
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, function, module)
        yield from _literals(node.orelse, function, module)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _literals(value, function, module)
    elif isinstance(node, ast.Name):
        for value in _values(node.id, function, module):
            yield from _literals(value, None if value is node else function, module)


def _values(name: str, function: Function, module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(function) if function else module.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=False)
                    yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)
    if function is None:
        return
    names = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
    if name not in names:
        yield from _values(name, None, module)
        return
    place = names.index(name)
    yield from function.args.defaults[len(function.args.defaults) - len(function.args.args) + place :][:1]
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and _called(call) == function.name:
            yield from call.args[place : place + 1]
            yield from (word.value for word in call.keywords if word.arg == name)


def _text(node: ast.AST) -> str | None:
    """A literal's text, or that of an f-string with ``{}`` for its values; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
    return None
