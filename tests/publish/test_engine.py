"""What `make draft` fetched: taken whole or not at all, under an address that holds its hash, the same every time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.publish.assets import Assets
from generator.publish.engine import PROGRAM, program, with_engine
from tests.filled import filled

ASSETS = Assets({"a.css": "/a.css"}, {"a.css": b""})


def fetched(folder: Path, data: bytes = b"machine") -> Path:
    """A folder as scripts/draft_engine.py leaves it."""
    folder.mkdir(exist_ok=True)
    (folder / "pyodide.mjs").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    note = {"files": {"pyodide.mjs": digest}, "parts": [["Pyodide", "1", "MPL-2.0"]]}
    (folder / "engine.json").write_text(json.dumps(note))
    return folder


def test_where_nothing_was_fetched_there_is_nothing(tmp_path: Path) -> None:
    assert with_engine(ASSETS, tmp_path / "none") is ASSETS


def test_files_stand_under_an_address_that_changes_with_them(tmp_path: Path) -> None:
    one, again = (with_engine(ASSETS, fetched(tmp_path / name)) for name in "ab")
    other = with_engine(ASSETS, fetched(tmp_path / "c", b"another"))
    assert one == again and one.engine and other.engine
    assert one.engine.url != other.engine.url
    assert set(one.files) == {"a.css", *(f"{one.engine.url[1:]}{name}" for name in ("pyodide.mjs", PROGRAM))}
    assert one.engine.url.startswith("/assets/draft.") and one.engine.parts[0].name == "Pyodide"
    assert len(program()) < one.engine.size < len(program()) + 100


@pytest.mark.parametrize("name", ["pyodide.mjs", "engine.json"])
def test_what_was_changed_since_is_not_published(tmp_path: Path, name: str) -> None:
    (fetched(tmp_path / "a") / name).write_bytes(b"other")
    with pytest.raises(GongkaiError, match="is not what was fetched"):
        with_engine(ASSETS, tmp_path / "a")


def test_the_program_holds_reading_and_checking_and_no_pages() -> None:
    names = zipfile.ZipFile(io.BytesIO(program())).namelist()
    assert {"generator/checking/drafts.py", "generator/checks/catalogue.yaml"} <= set(names)
    assert not [n for n in filled(names) if n.startswith(("generator/pages", "generator/cli")) or "pycache" in n]
    assert program() == program()
