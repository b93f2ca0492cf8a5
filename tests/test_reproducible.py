"""Two builds of the same content are equal to the byte: in another folder, with another hash seed, at another time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def built(root: Path, output: Path, **environment: str) -> dict[str, str]:
    """path → hash of every file of a fresh build of the project at ``root``."""
    command = [sys.executable, "-m", "generator", "build", "--no-cache", "--root", str(root), "--output", str(output)]
    env = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=output.parent, env=env, check=True, capture_output=True)
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return {p.relative_to(output).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_two_builds_are_equal(tmp_path: Path) -> None:
    other = tmp_path / "another place"
    other.mkdir()
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, other / name)
    for name in ("pyproject.toml", "netlify.toml"):
        shutil.copy(ROOT / name, other / name)
    if (ROOT / ".draft").is_dir():  # what `make draft` has fetched
        shutil.copytree(ROOT / ".draft", other / ".draft")
    one = built(ROOT, tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    two = built(other, tmp_path / "two", PYTHONHASHSEED="2", TZ="Asia/Shanghai", SOURCE_DATE_EPOCH="0")
    assert one == two
    assert any("/index/" in path for path in one), "the search index is compared, too"


def test_a_change_is_seen(tmp_path: Path) -> None:
    other = tmp_path / "changed"
    other.mkdir()
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, other / name)
    shutil.copy(ROOT / "pyproject.toml", other / "pyproject.toml")
    (report,) = (other / "content").rglob("2021.txt")
    report.write_text(report.read_text(encoding="utf-8").replace("26条", "28条"), encoding="utf-8")
    assert built(ROOT, tmp_path / "one") != built(other, tmp_path / "two")
