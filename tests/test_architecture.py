"""The house holds: which room may import which, who prints, who writes, and how large a module may grow.

The order of the rooms is a contract of import-linter in pyproject.toml, with its exceptions and their reasons;
`make lint` checks it, and so does a test here.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"

PRINTERS = {"cli", "showing", "terminal"}
"""``showing`` makes what ``cli`` prints, and ``terminal`` is the way it goes."""

WRITERS: dict[str, str] = {
    "publish/output.py": "the one door to the site",
    "publish/placing.py": "files of the site that is being written, from every process",
    "publish/spare.py": "the site before the last one, which is written over",
    "publish/switch.py": "its hinge: swaps the finished folder for the old one",
    "scratch.py": "temporary folders for other programs, removed at once",
    "sources/office/converting.py": "what LibreOffice is to convert, inside such a folder",
    "filing/writing.py": "new files of the archive, and changed sidecars in the place of the old ones",
    "cli/reviewing.py": "the comment on a request, where `gongkai review` was told to",
    "filing/starting.py": "a new archive, into a folder that is empty or not there",
    "filing/effects.py": "a sidecar to be read, in a temporary folder",
    "filing/shelf.py": "uploads, into content/reports and content/inbox; never over an upload",
    "filing/staging.py": "copies of what lies in zips and crawls, in a temporary folder",
    "terminal.py": "nothing, to nowhere, where a stream was closed",
    "workers/plans.py": "what machines of a cluster are to do, inside the site being written; a marker in .cache/",
    "ledger/noting.py": "what was published, into the ledger's folder",
    "workers/on_demand.py": "what `gongkai export` was asked for; never over anything",
    "cache.py": "records and shards for the next build, in .cache/",
    "workers/upkeep.py": "when a build began and how it went, in .cache/",
}
"""Modules that may write files -> where to."""

MAX_LINES = 400

WRITING_CALLS = {
    "write_text",
    "write_bytes",
    "mkdir",
    "touch",
    "rmdir",
    "unlink",
    "rename",
    "symlink_to",
    "hardlink_to",
    "rmtree",
    "copytree",
    "copyfile",
    "copy2",
    "mkdtemp",
    "TemporaryDirectory",
    "NamedTemporaryFile",
}


@dataclass(frozen=True)
class Module:
    """One module of the package: its path inside it, its room, and its syntax tree."""

    path: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.partition("/")[0].removesuffix(".py")


@cache
def modules(package: Path = PACKAGE) -> list[Module]:
    found = []
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package).as_posix()
        if path != "__init__.py":
            found.append(Module(path, ast.parse(file.read_text(encoding="utf-8"), path)))
    return found


def prints(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _name(node.func) == "print":
            found.append(f"{module.path}:{node.lineno} prints")
        elif isinstance(node, ast.Attribute) and _dotted(node) in ("sys.stdout", "sys.stderr"):
            found.append(f"{module.path}:{node.lineno} uses {_dotted(node)}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or ""] + [alias.name for alias in node.names]
            if any(name.split(".")[0] == "rich" for name in names):
                found.append(f"{module.path}:{node.lineno} imports rich")
    return found


def writes(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in WRITING_CALLS or _dotted(node.func) in ("os.replace", "os.remove", "os.makedirs"):
                found.append(f"{module.path}:{node.lineno} calls {name}")
            elif name == "open" and _opens_for_writing(node):
                found.append(f"{module.path}:{node.lineno} opens a file for writing")
    return found


def _opens_for_writing(node: ast.Call) -> bool:
    # The builtin takes the file first, a path's own method does not.
    values = [
        *node.args[isinstance(node.func, ast.Name) :],
        *(keyword.value for keyword in node.keywords if keyword.arg == "mode"),
    ]
    texts = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return any(set(text) & set("wax+") and set(text) <= set("rwaxbt+") for text in texts)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_arrows_point_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_sees_every_import() -> None:
    """It reads import statements only: nothing of ours may be imported by a name in a string."""
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__")
    ]
    assert not found


def test_the_table_of_rooms_names_all_of_them() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    named = {re.sub(r"/$|\.py$", "", name) for row in rows for name in re.findall(r"`([\w./]+)`", row.split("|")[1])}
    rooms = {module.room for module in modules()} - {"__main__"}
    assert rooms and rooms <= named


def test_every_room_says_what_it_is_for() -> None:
    silent = [module.path for module in modules() if module.tree.body and not ast.get_docstring(module.tree)]
    assert not silent, "modules without a docstring"


def test_only_the_command_line_prints() -> None:
    found = [line for module in modules() if module.room not in PRINTERS for line in prints(module)]
    assert not found


def test_only_the_output_writes_to_the_site() -> None:
    found = {module.path: writes(module) for module in modules()}
    strangers = [line for path, lines in found.items() if path not in WRITERS for line in lines]
    assert not strangers
    assert not [path for path in WRITERS if not found.get(path)], "writers that write nothing any more"


def test_modules_stay_livable() -> None:
    sizes = {file.relative_to(ROOT): len(file.read_text().splitlines()) for file in PACKAGE.rglob("*.py")}
    assert not {path.as_posix(): size for path, size in sizes.items() if size > MAX_LINES}


# The walls themselves, on small houses that break them.


def house(tmp_path: Path, path: str, text: str) -> list[Module]:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text)
    return modules(tmp_path)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("print('x')", 1),
        ("import sys\nsys.stderr.write('x')", 1),
        ("from rich.console import Console", 1),
        ("import rich", 1),
        ("blueprint('x'); self.printed(1)", 0),
    ],
)
def test_printing_is_seen(tmp_path: Path, text: str, count: int) -> None:
    assert len(prints(house(tmp_path, "pages/a.py", text)[0])) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("path.write_text('x')", 1),
        ("open('x', 'wb')", 1),
        ("path.open(mode='a')", 1),
        ("shutil.rmtree(x); os.replace(a, b)", 2),
        ("open('x'); open('web', 'rb'); 'a'.replace('b', 'c'); path.open('r')", 0),
    ],
)
def test_writing_is_seen(tmp_path: Path, text: str, count: int) -> None:
    assert len(writes(house(tmp_path, "pages/a.py", text)[0])) == count
