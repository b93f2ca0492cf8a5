"""Temporary folders: gone in the end, also those of runs that were killed; and a full one is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.scratch import scratch_folder

DYING = """
import os, signal, sys
from generator.scratch import scratch_folder
with scratch_folder("test") as folder:
    (folder / "a").write_text("x")
    print(folder, flush=True)
    if sys.argv[1] == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def start(tmp_path: Path, how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", DYING, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )


def test_what_a_killed_run_left_is_cleared_and_what_lives_stays(tmp_path: Path) -> None:
    with start(tmp_path, "dies") as dead, start(tmp_path, "lives") as living:
        assert living.stdout is not None
        stays = Path(living.stdout.readline().strip())
        assert dead.wait() == -signal.SIGKILL
        assert len(list(tmp_path.iterdir())) == 2
        with scratch_folder("test") as folder:
            assert set(tmp_path.iterdir()) == {stays, folder}
        living.communicate("")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_is_left(tmp_path: Path) -> None:
    (tmp_path / "gongkai-test-999999999-abc").symlink_to("/")
    (tmp_path / "gongkai-notes").mkdir()
    (tmp_path / "gongkai-test-999999998-abc").write_text("a file")
    with scratch_folder("test"):
        pass
    assert len(list(tmp_path.iterdir())) == 3


def test_without_a_temporary_folder_there_is_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/dev/null/none")
    with pytest.raises(GongkaiError, match="temporary folder") as caught, scratch_folder("test"):
        pass
    assert "TMPDIR" in caught.value.remedy


def test_one_that_fills_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="No space left") as caught, scratch_folder("test"):
        raise OSError(28, "No space left on device")
    assert "TMPDIR" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileNotFoundError), scratch_folder("test"):
        Path("/nowhere/at/all").read_bytes()


def test_a_reader_that_left_is_no_trouble_of_the_folder() -> None:
    with pytest.raises(BrokenPipeError), scratch_folder("test"):
        raise BrokenPipeError(32, "Broken pipe")
