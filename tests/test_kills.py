"""Killed at random moments, on a full disk, beside another build: a whole site stands, and the next build succeeds."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.kills import PATIENCE, Project, kill_many, project
from generator.pipeline import build
from generator.progress import Silent
from generator.settings import load_settings
from tests.growing import differing, files_of
from tests.inspecting import resources

pytestmark = pytest.mark.timeout(600)
KILLS = 10
SMALL = 4096
"""Bytes of a file, with which the disk is full."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte; skipped where nobody may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", f"{folder}"], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("a file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", f"{folder}"], check=True, capture_output=True)


def test_a_killed_build_leaves_a_whole_site_and_the_next_succeeds(made: Project) -> None:
    rounds = list(kill_many(made, KILLS))
    assert len(rounds) == KILLS and [one for one in rounds if one[1]] == []


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, told = process.communicate(timeout=PATIENCE)
    return process.returncode, told.decode()


def test_of_two_builds_at_once_one_may_be_refused_and_the_site_is_whole(made: Project) -> None:
    made.build(0)
    codes = [ended(one) for one in [made.start(1), made.start(1, 1)]]
    assert [told for code, told in codes if code and "another build is writing this site" not in told] == []
    assert 0 in [code for code, _ in codes]
    assert differing(files_of(made.site), made.sites[1]) == []
    assert made.leftovers() == []


def no_more_room() -> None:
    """What is said of a file that grows beyond this is what is said of a full disk: it cannot be written."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


def test_where_the_disk_refuses_the_old_site_stands(made: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made.build(0)
    shutil.rmtree(made.cache)
    popen = subprocess.Popen
    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", lambda *args, **kinds: popen(*args, **kinds, preexec_fn=no_more_room))
        code, told = ended(made.start(1))
    assert code == 2 and "cannot be written" in told and "Traceback" not in told
    assert files_of(made.site) == before
    assert differing(made.build(1), made.sites[1]) == [] and made.leftovers() == []


def test_on_a_full_disk_the_old_site_stands(made: Project, small_disk: Path) -> None:
    code, told = ended(made.start(1, 2, "--output", f"{small_disk / 'site'}"))
    assert code == 2 and "No space left on device" in told and "Traceback" not in told
    assert list(small_disk.iterdir()) == []


def test_a_cache_on_a_full_disk_keeps_what_it_can(made: Project, small_disk: Path, tmp_path: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(900_000))
    assert built(made, tmp_path / "site", small_disk / "cache") == made.sites[1]
    assert any((small_disk / "cache").rglob("*")) and shutil.disk_usage(small_disk).free < 100_000
    assert built(made, tmp_path / "site", small_disk / "cache") == made.sites[1]


def test_a_cache_that_cannot_be_written_to_keeps_nothing(made: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert built(made, tmp_path / "site", tmp_path / "file" / "cache") == made.sites[1]
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_cache_that_may_only_be_read_is_read(made: Project, small_disk: Path, tmp_path: Path) -> None:
    built(made, tmp_path / "site", small_disk / "cache")
    subprocess.run(["mount", "-o", "remount,ro", f"{small_disk}"], check=True, capture_output=True)
    assert not os.access(small_disk, os.W_OK)
    assert built(made, tmp_path / "site", small_disk / "cache") == made.sites[1]


def built(made: Project, output: Path, cache: Path) -> dict[str, tuple[str, int]]:
    settings = load_settings({}, root=made.folder, content=made.folder / "content1", output=output)
    build(replace(settings, cache=cache), Silent(), 2, resources())
    return files_of(output)
