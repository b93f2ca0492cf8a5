"""Which files in a folder are no uploads of their own, since they belong to one: further pages of its report, which its
sidecar names (``pages``), and pictures that stand in a saved web page.

What is named is never an upload of its own, whether it can be read or not: the sidecar that names it may withhold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.printable import printable
from generator.sources.html.picture_names import PAGES, named_pictures
from generator.sources.names import MOST_PAGES, is_picture, same_name, stem
from generator.sources.opening import read_plain_file
from generator.sources.plain_yaml import MAX_BYTES as MAX_SIDECAR
from generator.sources.sidecars import read_sidecar

MOST_PICTURES = 200
"""Of one web page."""
SAVED = ("_files", ".files")
"""What browsers put behind a page's name for the folder with what belongs to it."""
PARTS = frozenset(
    {".css", ".js", ".svg", ".ico", ".cur", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".下载", ".download"}
)
"""Suffixes of what else lies there, which nobody reads. A document there is an upload of its own."""


@dataclass(frozen=True, slots=True)
class FileBeside:
    """A file that belongs to an upload. ``name`` is its path as seen from the upload's folder, ``sidecar`` what lies
    beside it.

    ``file`` is None where it is not to be read: ``trouble`` says why, a key of ``pictures.pages_unread.TROUBLES``.
    """

    name: str
    file: Path | None
    sidecar: Path | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Belongings:
    """``beside`` are the files that belong to each upload, in order; ``owners`` the upload that each belongs to; both
    by path."""

    beside: Mapping[str, tuple[FileBeside, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


def belongings(files: Mapping[str, Path], sidecars: Mapping[str, Path]) -> Belongings:
    """What belongs to what among ``files``, by path; ``sidecars`` are by stem."""
    known = {same_name(path): path for path in files}
    found = tuple(_listed(files, sidecars))
    listed = {path: names for path, names, _ in found}
    unclear = frozenset(path for path, _, clear in found if not clear)
    owners: dict[str, list[str]] = {}
    for path, names in listed.items():
        for other in dict.fromkeys(_beside(path, name, known) for name in names):
            if other is not None and other != path and other not in listed:
                owners.setdefault(other, []).append(path)
    pages = _Pages(files, sidecars, known, listed, owners, unclear)
    beside = {path: tuple(pages.of(path)) for path in listed}
    taken = {path: first for path, (first, *_) in owners.items()}
    pictures, stood_in = _on_web_pages(files, sidecars, known, taken)
    return Belongings(beside | pictures, stood_in | taken)


def _listed(files: Mapping[str, Path], sidecars: Mapping[str, Path]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Pictures whose sidecars name further pages, the names as they stand there, and whether they stand in a list.

    Of a list that cannot be understood these are the pictures beside it whose names occur in the sidecar: it may
    withhold what they show, so that a slip must not make uploads of them.
    """
    for path in files:
        sidecar = sidecars.get(stem(path)) if is_picture(path) else None
        if sidecar is not None:
            with suppress(OSError, ValueError):  # whoever reads the upload says so
                data = read_plain_file(sidecar, MAX_SIDECAR)
                if b"pages" not in data.replace(b"\0", b""):
                    continue
                names = read_sidecar(path, data)[0].pages
                if named := names or tuple(_occurring(path, data, files)):
                    yield path, named, bool(names)


def _occurring(path: str, sidecar: bytes, files: Mapping[str, Path]) -> Iterator[str]:
    """The names of pictures in the folder of ``path`` that occur in its ``sidecar``."""
    text = same_name(sidecar.replace(b"\0", b"").decode("utf-8", "replace"))
    for other in files:
        name = PurePosixPath(other)
        beside = other != path and name.parent == PurePosixPath(path).parent
        if beside and is_picture(other) and same_name(name.name) in text:
            yield name.name


def _beside(path: str, name: str, known: Mapping[str, str]) -> str | None:
    """The path of the file ``name`` in the folder of ``path``; None where there is none."""
    return None if _leads_out(name) else known.get(same_name(str(PurePosixPath(path).with_name(name))))


def _leads_out(name: str) -> bool:
    return name in (".", "..") or any(mark in name for mark in "/\\\0")


@dataclass(frozen=True, slots=True)
class _Pages:
    """``listed`` are the names that sidecars list, ``owners`` all uploads that list a file, both by path."""

    files: Mapping[str, Path]
    sidecars: Mapping[str, Path]
    known: Mapping[str, str]
    listed: Mapping[str, Sequence[str]]
    owners: Mapping[str, Sequence[str]]
    unclear: Set[str]
    """Uploads whose lists cannot be understood."""

    def of(self, path: str) -> Iterator[FileBeside]:
        """The further pages of the upload at ``path``. It may name itself as the first."""
        names, before = self.listed[path], set[str]()
        first = bool(names) and _beside(path, names[0], self.known) == path
        for number, name in enumerate(names[1:] if first else names, 2):
            other = _beside(path, name, self.known)
            trouble = self._trouble(path, name, other, before) or ("many" if number > MOST_PAGES else "")
            before.add(other or name)
            shown = printable(name)
            if trouble or other is None:
                yield FileBeside(shown, None, trouble=trouble)
            else:
                own = self.sidecars.get(stem(other)) if stem(other) != stem(path) else None
                yield FileBeside(shown, self.files[other], own)

    def _trouble(self, path: str, name: str, other: str | None, before: set[str]) -> str:
        if path in self.unclear:
            return "unclear"
        if _leads_out(name):
            return "outside"
        if other is None:
            return "missing"
        if other == path:
            return "itself"
        if other in before:
            return "twice"
        if other in self.listed:
            return "lists"
        if len(self.owners[other]) > 1:
            return "shared"
        return "" if is_picture(other) else "no_picture"


def _on_web_pages(
    files: Mapping[str, Path], sidecars: Mapping[str, Path], known: Mapping[str, str], taken: Mapping[str, str]
) -> tuple[dict[str, tuple[FileBeside, ...]], dict[str, str]]:
    """The pictures that stand in web pages and lie beside them, and what else lies in the folders of saved pages."""
    folders = {str(folder) for path in files if is_picture(path) for folder in PurePosixPath(path).parents}
    pages = sorted(path for path in files if path.lower().endswith(PAGES))
    beside: dict[str, tuple[FileBeside, ...]] = {}
    owners: dict[str, str] = {}
    for path in pages:
        if (path.rpartition("/")[0] or ".") not in folders:
            continue
        folder = PurePosixPath(path).parent
        for name in named_pictures(files[path]):
            other = known.get(same_name(str(folder / name)))
            if other is not None and is_picture(other) and other not in taken:
                own = sidecars.get(stem(other)) if stem(other) != stem(path) else None
                if own is None and len(beside.get(path, ())) < MOST_PICTURES:
                    beside[path] = (*beside.get(path, ()), FileBeside(same_name(name), files[other]))
                    owners[other] = path
    homes = {stem(path) + end: path for path in pages for end in SAVED}
    for path in (path for path in files if any(f"{end}/" in path for end in SAVED)):
        home = next((homes[key] for key in map(str, PurePosixPath(same_name(path)).parents) if key in homes), None)
        part = PurePosixPath(path).suffix.lower() in PARTS or is_picture(path)
        if home is not None and part and path not in taken and stem(path) not in sidecars:
            owners.setdefault(path, home)
    return beside, owners
