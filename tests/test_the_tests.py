"""The tests hold: none of them asserts over something that may be empty, and what lists name is there.

An assertion in a loop, or an ``all(…)``, says nothing where there is nothing to go through. So what is gone through
has to be seen to be something: it is written out, is a constant of the module, passes ``filled``, or another assertion
of the same test speaks of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.filled import filled

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
EXCEPTIONS_FILE = TESTS / "loops_that_may_be_empty.txt"

PASSING_ON = {
    "sorted",
    "reversed",
    "list",
    "tuple",
    "set",
    "enumerate",
    "zip",
    "iter",
    "map",
    "chain",
    "pairwise",
    "dict",
}
"""Calls whose result is empty only where an argument is."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def hollow(function: Function) -> Iterator[ast.AST]:
    """The loops and ``all(…)`` of ``function`` whose assertions may run over nothing."""
    for node in ast.walk(function):
        if isinstance(node, ast.For) and any(isinstance(one, ast.Assert) for one in ast.walk(node)):
            if not is_filled(node.iter, function, node):
                yield node
        elif isinstance(node, ast.Assert):
            for call in _alls(node.test):
                (generator, *_) = call.generators
                if not is_filled(generator.iter, function, call):
                    yield call


def _alls(test: ast.expr) -> Iterator[ast.GeneratorExp | ast.ListComp]:
    for call in ast.walk(test):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "all":
            yield from (arg for arg in call.args if isinstance(arg, ast.GeneratorExp | ast.ListComp))


def is_filled(value: ast.expr, function: Function, around: ast.AST) -> bool:
    """Whether ``value`` is seen not to be empty."""
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return bool(value.elts)
    if isinstance(value, ast.Dict):
        return bool(value.keys)
    if isinstance(value, ast.Constant | ast.JoinedStr):
        return bool(getattr(value, "value", True))
    if isinstance(value, ast.Name) and value.id.isupper():
        return True
    if isinstance(value, ast.BinOp):
        return is_filled(value.left, function, around) or is_filled(value.right, function, around)
    if isinstance(value, ast.Call):
        name = value.func.id if isinstance(value.func, ast.Name) else getattr(value.func, "attr", "")
        if name == "filled":
            return True
        if name == "range":
            return True  # over a number that is written out, or over one that an assertion would have to know
        if name in PASSING_ON and value.args:
            return any(is_filled(arg, function, around) for arg in value.args)
        if isinstance(value.func, ast.Attribute) and is_filled(value.func.value, function, around):
            return True
    if isinstance(value, ast.Starred):
        return is_filled(value.value, function, around)
    if isinstance(value, ast.Attribute) and value.attr.isupper():
        return True
    return _spoken_of(ast.unparse(value), function, around)


def _spoken_of(words: str, function: Function, around: ast.AST) -> bool:
    inside = {id(node) for node in ast.walk(around)}
    for node in ast.walk(function):
        if id(node) in inside:
            continue
        if isinstance(node, ast.Assert) and any(
            isinstance(part, ast.expr) and id(part) not in inside and ast.unparse(part) == words
            for part in ast.walk(node.test)
        ):
            return True
        if (
            isinstance(node, ast.Assign)
            and any(ast.unparse(target) == words for target in node.targets)
            and id(node.value) not in inside
            and _is_written_out(node.value, function, around)
        ):
            return True
    return False


def _is_written_out(value: ast.expr, function: Function, around: ast.AST) -> bool:
    return not isinstance(value, ast.Name) and is_filled(value, function, around)


def functions() -> Iterator[tuple[str, Function]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function) and node.name.startswith("test_"):
                yield f"{path.relative_to(ROOT).as_posix()}::{node.name}", node


def _lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.partition("  #")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def test_no_assertion_runs_over_what_may_be_nothing() -> None:
    found = {name: [ast.unparse(one).splitlines()[0] for one in hollow(node)] for name, node in functions()}
    assert len(found) > 1000
    listed = set(_lines(EXCEPTIONS_FILE))
    assert {name: lines for name, lines in found.items() if lines and name not in listed} == {}
    assert [name for name in sorted(listed) if not found.get(name)] == [], "no longer needed"


def test_slow_tests_are_there() -> None:
    names = {name for name, _ in functions()}
    listed = _lines(TESTS / "slow.txt")
    assert listed and [line for line in listed if line not in names] == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("for x in found():\n  assert x", 1),
        ("for x in found:\n  assert x", 1),
        ("assert found\nfor x in found:\n  assert x", 0),
        ("assert len(found) > 3\nassert all(x for x in found)", 0),
        ("assert found and all(x for x in found)", 0),
        ("assert all(x for x in found)", 1),
        ("assert all([x for x in found])", 1),
        ("for x in (1, 2):\n  assert x", 0),
        ("for x in ():\n  assert x", 1),
        ("for x in CASES:\n  assert x", 0),
        ("for x, y in zip(found, (1, 2), strict=True):\n  assert x", 0),
        ("for x in sorted(found):\n  assert x", 1),
        ("for x in 'ab':\n  assert x", 0),
        ("for x in found:\n  print(x)", 0),
        ("rows = [1, 2]\nfor x in rows:\n  assert x", 0),
        ("rows = found()\nfor x in rows:\n  assert x", 1),
    ],
)
def test_hollow_loops_are_seen(body: str, count: int) -> None:
    (function,) = ast.parse("def f():\n" + "\n".join(f"  {line}" for line in body.splitlines())).body
    assert isinstance(function, ast.FunctionDef)
    assert len(list(hollow(function))) == count


def test_no_two_modules_of_tests_have_one_name() -> None:
    """Where folders are no packages, the second one of a name is not collected, and that is only seen when both are."""
    alone = [path for path in TESTS.rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    names = [path.name for path in filled(sorted(alone))]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
