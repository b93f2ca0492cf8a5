"""Writes corrections, withheld words and replies into the sidecar of an upload, and keeps what a person wrote there.

The file is parsed and written by ruamel.yaml, which keeps comments, order and quotes. What came of it is read as any
sidecar: a change that would alter anything else, or that reading would not take, is refused and nothing is written.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import LiteralScalarString
from ruamel.yaml.tag import Tag

from generator.errors import GongkaiError
from generator.filing.writing import write_over
from generator.model.sidecars import Sidecar
from generator.sources.discover import SIDECAR_SUFFIX, Upload
from generator.sources.opening import read_plain_file
from generator.sources.plain_yaml import MAX_BYTES
from generator.sources.sidecars import read_sidecar

NULLS = ("", "~", "null", "Null", "NULL")
"""Plain scalars that are nothing; every other one is text, as sidecars are read."""
DASHED = re.compile(r"^( *)- ", re.MULTILINE)
TARGET, VALUE, READ, WHY, TEXT = "target", "value", "read", "why", "text"


@dataclass(frozen=True, slots=True)
class Amended:
    """A sidecar before and after a change; nothing is written yet. ``before`` is None where there was none."""

    path: Path
    before: bytes | None
    after: bytes


class _EverythingIsText(VersionedResolver):
    """Plain scalars keep the very characters that they are written with: 010 is no eight."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is not ScalarNode:
            return super().resolve(kind, value, implicit)
        return Tag(suffix="tag:yaml.org,2002:" + ("null" if implicit[0] and value in NULLS else "str"))


def correct(upload: Upload, values: Mapping[str, str | None], why: str) -> Amended:
    """Set ``values`` (target -> value, None for a blank); an older correction of the same target is replaced."""

    def change(known: CommentedMap) -> None:
        items = _items(known, "corrections")
        for target, value in values.items():
            new = {TARGET: target, VALUE: value, WHY: why}
            _put(items, new)

    return _amended(upload, change, ("corrections",))


def confirm(upload: Upload, read: Mapping[str, str], why: str) -> Amended:
    """Note that somebody compared what was recognised with the picture: target -> what was ``read`` there. Older
    confirmations of the same targets are replaced."""

    def change(known: CommentedMap) -> None:
        items = _items(known, "confirmed")
        for target, code in read.items():
            _put(items, {TARGET: target, READ: code, WHY: why})

    return _amended(upload, change, ("confirmed",))


def corrected(upload: Upload) -> tuple[str, ...]:
    """The targets that the sidecar of ``upload`` corrects."""
    path = _path(upload)
    sidecar = _understood(path, _there(path) or b"", "its sidecar is not understood in full", "mend that first")
    return tuple(dict.fromkeys(correction.target for correction in sidecar.corrections))


def without(upload: Upload, targets: Iterable[str]) -> Amended:
    """The sidecar without the corrections of ``targets``."""
    unwanted = frozenset(targets)

    def change(known: CommentedMap) -> None:
        items: Any = known.get("corrections") or []
        for at in reversed(range(len(items))):
            if items[at].get(TARGET) in unwanted:
                del items[at]
        if not items:
            known.pop("corrections", None)

    return _amended(upload, change, ("corrections",))


def undo(upload: Upload, targets: Iterable[str]) -> Amended:
    """As :func:`without`, to be written. Raises GongkaiError where a comment would go with a correction."""
    amended = without(upload, targets)
    if lost := _comments(amended.before or b"") - _comments(amended.after):
        raise GongkaiError(
            f"a comment beside the correction would go with it: {min(lost)}",
            file=amended.path,
            remedy="edit it by hand",
        )
    return amended


def _comments(data: bytes) -> Counter[str]:
    """The lines of a sidecar that are nothing but a comment."""
    lines = (line.strip() for line in data.decode("utf-8", "replace").splitlines())
    return Counter(line for line in lines if line.startswith("#"))


def withhold(upload: Upload, texts: Sequence[str], why: str, *, original: bool) -> Amended:
    """Keep ``texts`` back, or the original file as a whole."""

    def change(known: CommentedMap) -> None:
        items = _items(known, "withhold")
        items.extend(CommentedMap({TEXT: _block(text), WHY: why}) for text in texts)
        if original:
            items.append(CommentedMap({"original": "true", WHY: why}))

    return _amended(upload, change, ("withhold",))


def reply(upload: Upload, text: str, *, on: str | None, source_url: str | None) -> Amended:
    """Note what the organ answered, in the place of an older reply."""

    def change(known: CommentedMap) -> None:
        said = {TEXT: _block(text), "on": on, "source_url": source_url}
        known["reply"] = CommentedMap({key: value for key, value in said.items() if value is not None})

    return _amended(upload, change, ("reply",))


def write(amended: Amended) -> None:
    """Put the changed sidecar in the place of the old one, in one step."""
    try:
        write_over(amended.path, amended.after)
    except OSError as error:
        remedy = "check the disk's space and the folder's permissions"
        raise GongkaiError(f"cannot be written ({error.strerror})", file=amended.path, remedy=remedy) from error


def _amended(upload: Upload, change: Callable[[CommentedMap], None], keys: Iterable[str]) -> Amended:
    path = _path(upload)
    before = _there(path)
    old = _understood(path, before or b"", "its sidecar is not understood in full", "mend that first")
    after = changed(path, before or b"", change)
    new = _understood(path, after, "this cannot be noted", "change what you typed")
    untouched: Mapping[str, Any] = {key: getattr(old, key) for key in keys}
    if replace(new, **untouched) != old:
        raise GongkaiError("cannot be changed without harm to what stands there", file=path, remedy="edit it by hand")
    return Amended(path, before, after)


def _path(upload: Upload) -> Path:
    return upload.sidecar or upload.file.with_suffix(SIDECAR_SUFFIX)


def _there(path: Path) -> bytes | None:
    if not os.path.lexists(path):
        return None
    if path.is_symlink():
        raise GongkaiError("this sidecar is a symbolic link", file=path, remedy="put the file itself there")
    try:
        return read_plain_file(path, MAX_BYTES)
    except OSError as error:
        raise GongkaiError(f"cannot be read ({error.strerror})", file=path, remedy="check the file") from error


def _understood(path: Path, data: bytes, message: str, remedy: str) -> Sidecar:
    """The sidecar ``data``. Raises GongkaiError with the first complaint about it, where there is one."""
    sidecar, wrong = read_sidecar(str(path), data)
    for item in wrong:
        line = None if item.line is None else str(item.line)
        said = f"{message}: {item.doubt.message} {item.doubt.remedy}"
        raise GongkaiError(said, file=path, place=line, remedy=remedy)
    return sidecar


def changed(path: Path, data: bytes, change: Callable[[CommentedMap], None]) -> bytes:
    """``data`` after ``change``, in UTF-8, with the ends of lines that it had."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n")
    yaml = _parser(text)
    written = io.StringIO()
    try:
        known = yaml.load(text)
        if known is None:  # nothing, or comments alone, which the library forgets then
            known, kept = CommentedMap(), text if not text or text.endswith("\n") else text + "\n"
            written.write(kept if not re.search(r"^[^#\s]", kept, re.MULTILINE) else "")
        change(known)
        yaml.dump(known, written)
    except (YAMLError, UnicodeEncodeError) as error:
        raise GongkaiError("cannot be changed by this program", file=path, remedy="edit it by hand") from error
    ends = "\r\n" if b"\r\n" in data else "\n"
    said = written.getvalue() if known else written.getvalue().replace("{}\n", "", 1)
    return said.replace("\n", ends).encode("utf-8", "replace")


def _parser(text: str) -> YAML:
    yaml = YAML()
    yaml.Resolver = _EverythingIsText
    yaml.preserve_quotes = True
    yaml.width = 10**6
    dashed = DASHED.search(text)
    offset = len(dashed[1]) if dashed else 0
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    yaml.representer.add_representer(
        type(None), lambda made, _: made.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    return yaml


def _items(known: CommentedMap, key: str) -> Any:
    """The list under ``key``, which is made where there is none."""
    if known.get(key) is None:
        known[key] = CommentedSeq()
    return known[key]


def _put(items: Any, new: Mapping[str, str | None]) -> None:
    """Add ``new`` to a list of the sidecar, in the place of an item with its target."""
    old = next((item for item in items if item.get(TARGET) == new[TARGET]), None)
    if old is None:
        items.append(CommentedMap(new))
    else:
        old.update(new)


def _block(text: str) -> str:
    """Text of several lines stands as a block."""
    return LiteralScalarString(text) if "\n" in text.strip() else text
