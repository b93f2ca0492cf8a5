"""The house holds: which room may import which, who prints, who writes, and how large a module may grow.

The order of the rooms is docs/architecture.md's. An arrow beside it needs a line in ``EXCEPTIONS`` with its
reason; a line that nothing needs any more fails too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"

ORDER: tuple[tuple[str, ...], ...] = (
    ("model", "errors", "addresses", "printable", "scratch", "settings", "labels", "progress"),
    ("attempts", "forms", "sources", "repairs", "places"),
    ("reading",),
    ("corpus",),
    ("checks",),
    ("archive",),
    ("pages", "exports", "search"),
    ("publish",),
    ("cache", "workers"),
    ("filing",),
    ("inspection",),
    ("checking",),
    ("pipeline",),
    ("serve", "watch", "showing", "terminal"),
    ("cli",),
    ("__main__",),
)
"""From left to right: a room may import what stands in an earlier row, and itself."""

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("settings", "errors"): "a setting that makes no sense is an error like any other",
    ("settings", "addresses"): "the site's own address is one like any other",
    ("settings", "printable"): "the site's title stands on one line",
    ("scratch", "errors"): "a full temporary folder is an error like any other",
    ("sources", "repairs"): "a document's text leaves its reader repaired, with the map back to the original",
}
"""(importing room or module, imported room) -> why."""

PRINTERS = {"cli", "showing", "terminal"}
"""``showing`` makes what ``cli`` prints, and ``terminal`` is the way it goes."""

WRITERS: dict[str, str] = {
    "publish/output.py": "the one door to the site",
    "publish/switch.py": "its hinge: swaps the finished folder for the old one",
    "scratch.py": "temporary folders for other programs, removed at once",
    "sources/office/converting.py": "what LibreOffice is to convert, inside such a folder",
    "filing/adding.py": "uploads, into content/reports; never over anything",
    "search/pagefind.py": "the search copy, inside such a folder",
    "terminal.py": "nothing, to nowhere, where a stream was closed",
    "search/store.py": "shards for the next build, in .cache/",
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


def modules(package: Path = PACKAGE) -> list[Module]:
    found = []
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package).as_posix()
        if path != "__init__.py":
            found.append(Module(path, ast.parse(file.read_text(encoding="utf-8"), path)))
    return found


def rooms_imported(module: Module) -> Iterator[str]:
    """The rooms that a module imports, wherever in it the import stands."""
    package = ["generator", *module.path.split("/")[:-1]]
    for node in ast.walk(module.tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, node.module or ""]).strip(".")
            names = [start] if start != "generator" else [f"generator.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            names = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
        for name in names:
            parts = name.split(".")
            if parts[0] == "generator" and len(parts) > 1:
                yield parts[1]


def allowed(room: str, imported: str) -> bool:
    if room == imported:
        return True
    return rank(imported) < rank(room)


def rank(room: str) -> int:
    for position, row in enumerate(ORDER):
        if room in row:
            return position
    raise AssertionError(f"the room {room} has no place in ORDER (and in docs/architecture.md)")


def stray_arrows(found: list[Module], exceptions: dict[tuple[str, str], str]) -> tuple[list[str], set[tuple[str, str]]]:
    stray: list[str] = []
    used: set[tuple[str, str]] = set()
    for module in found:
        for imported in sorted(set(rooms_imported(module))):
            if allowed(module.room, imported):
                continue
            keys = {(module.room, imported), (module.path, imported)} & exceptions.keys()
            used |= keys
            if not keys:
                stray.append(f"{module.path} imports {imported}")
    return stray, used


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
    stray, used = stray_arrows(modules(), EXCEPTIONS)
    assert not stray, "arrows that the design does not have:\n" + "\n".join(stray)
    assert used == EXCEPTIONS.keys(), "exceptions that nothing needs any more"


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
    ("path", "text", "stray"),
    [
        ("pages/home.py", "from generator.archive.sums import x", []),
        ("pages/home.py", "from generator.pages.parts import x", []),
        ("pages/home.py", "from generator import errors", []),
        ("pages/home.py", "import generator.publish.output", ["pages/home.py imports publish"]),
        ("pages/home.py", "from generator import publish", ["pages/home.py imports publish"]),
        ("pages/home.py", "from ..publish import output", ["pages/home.py imports publish"]),
        ("pages/home.py", "from .. import publish", ["pages/home.py imports publish"]),
        ("pages/home.py", "from .parts import x", []),
        ("pages/home.py", "from generator.search import x", ["pages/home.py imports search"]),
        ("pages/home.py", "def f():\n    from generator.cli import x", ["pages/home.py imports cli"]),
        ("pages/home.py", "import_module('generator.cli')", ["pages/home.py imports cli"]),
        ("errors.py", "from generator.model import x", ["errors.py imports model"]),
        ("__main__.py", "from generator.cli import main", []),
    ],
)
def test_arrows_are_seen(tmp_path: Path, path: str, text: str, stray: list[str]) -> None:
    found = house(tmp_path, path, text)
    assert stray_arrows(found, {})[0] == stray
    if stray:
        imported = stray[0].rpartition(" ")[2]
        for key in (path, found[0].room):
            assert stray_arrows(found, {(key, imported): "why"}) == ([], {(key, imported)})


def test_a_room_without_a_place_is_seen(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="shed has no place"):
        stray_arrows(house(tmp_path, "shed/a.py", "import generator.model"), {})


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
