"""The writer of the site: all or nothing, one writer a path, and never a file outside."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.publish import output
from generator.publish.output import MARKER, Output


def publish(target: Path, **files: str) -> None:
    with Output(target) as out:
        for name, text in files.items():
            out.write(f"{name}.html", text.encode())


def contents(target: Path) -> dict[str, str]:
    return {
        path.relative_to(target).as_posix(): path.read_text()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def siblings(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture(params=["one step", "two renames"])
def either_switch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with the kernel's exchange and as where there is none."""
    if request.param == "two renames":
        monkeypatch.setattr(output, "exchange", lambda one, other: False)


@pytest.mark.usefixtures("either_switch")
def test_a_build_replaces_the_whole_site(target: Path) -> None:
    publish(target, old="1", both="1")
    publish(target, new="2", both="2")
    assert contents(target) == {"new.html": "2", "both.html": "2"}
    assert siblings(target) == ["site"]


def test_folders_are_made_and_counted(target: Path) -> None:
    with Output(target) as out:
        out.write("region/64/index.html", b"abc")
        out.write("region/64/report.json", b"{}")
        assert (out.root / "region/64/index.html").read_bytes() == b"abc"
        assert not target.exists()
        assert (out.count, out.size) == (2, 5)
    assert contents(target) == {"region/64/index.html": "abc", "region/64/report.json": "{}"}


@pytest.mark.usefixtures("either_switch")
def test_an_error_leaves_the_old_site_and_nothing_else(target: Path) -> None:
    publish(target, old="1")
    with pytest.raises(RuntimeError, match="boom"), Output(target) as out:
        out.write("new.html", b"2")
        raise RuntimeError("boom")
    assert contents(target) == {"old.html": "1"}
    assert siblings(target) == ["site"]


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/etc/x", "a//b", "./a", "a/.", "", "a/", "a\\b", "a\0b", "a\nb", "..", "C:\\x"],
)
def test_paths_that_leave_the_folder_are_refused(target: Path, path: str) -> None:
    with pytest.raises(GongkaiError, match="leave the site"), Output(target) as out:
        out.write(path, b"")
    assert siblings(target) == []


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("a/index.html", "a/index.html", "two writers"),
        ("a/index.html", "A/index.html", "two writers"),
        ("a/x.html", "A/y.html", "differ only in case"),
        ("a", "a/b", "file and a folder"),
        ("a/b", "a", "file and a folder"),
        ("x", MARKER, "two writers"),
    ],
)
def test_a_second_writer_is_refused(target: Path, first: str, second: str, why: str) -> None:
    with pytest.raises(GongkaiError, match=why), Output(target) as out:
        out.write(first, b"1")
        out.write(second, b"2")


def test_a_folder_that_is_not_ours_is_left_alone(target: Path) -> None:
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    with pytest.raises(GongkaiError, match="left alone") as caught:
        publish(target, new="2")
    assert caught.value.remedy and caught.value.file == str(target)
    assert contents(target) == {"thesis.txt": "years of work"}
    assert siblings(target) == ["site"]


def test_an_empty_folder_is_taken_and_a_file_is_not(target: Path) -> None:
    target.mkdir()
    publish(target, new="2")
    assert contents(target) == {"new.html": "2"}
    with pytest.raises(GongkaiError, match="is a file"):
        publish(target / "new.html", x="")
    with pytest.raises(GongkaiError, match="cannot be a site"):
        publish(Path("/"), x="")


def test_a_link_to_a_folder_stays_a_link(target: Path, tmp_path: Path) -> None:
    publish(tmp_path / "real", old="1")
    target.symlink_to("real")
    publish(target, new="2")
    assert target.is_symlink()
    assert contents(target) == {"new.html": "2"}


def test_modes_do_not_depend_on_the_umask(target: Path) -> None:
    before = os.umask(0o077)
    try:
        with Output(target) as out:
            out.write("a/b.html", b"")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [target, *target.rglob("*")]}
    assert modes == {"site": 0o755, "a": 0o755, "b.html": 0o644, MARKER: 0o644}


def test_a_full_disk_is_an_error_with_a_remedy(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    publish(target, old="1")
    with pytest.raises(GongkaiError, match="No space left") as caught, Output(target) as out:
        monkeypatch.setattr(output, "place", full)
        out.write("new.html", b"2")
    assert caught.value.remedy
    assert contents(target) == {"old.html": "1"}


DYING = """
import os, signal, sys
from pathlib import Path
from generator.publish import output

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

target, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "before the switch":
    output._switch = die
elif moment == "after the switch":
    output._remove = die
elif moment == "between two renames":
    output.exchange = lambda one, other: bool(Path.rename(other, other.with_name(
        one.name.replace(".new-", ".old-"))) and die())
with output.Output(target) as out:
    out.write("new.html", b"2")
    if moment == "while writing":
        die()
"""


@pytest.mark.parametrize(
    ("moment", "stands", "after_next"),
    [
        ("while writing", {"old.html": "1"}, {"old.html": "1"}),
        ("before the switch", {"old.html": "1"}, {"old.html": "1"}),
        ("after the switch", {"new.html": "2"}, {"new.html": "2"}),
        ("between two renames", None, {"old.html": "1"}),
    ],
)
def test_a_killed_build_leaves_a_whole_site(
    target: Path, moment: str, stands: dict[str, str] | None, after_next: dict[str, str]
) -> None:
    publish(target, old="1")
    died = subprocess.run([sys.executable, "-c", DYING, str(target), moment], check=False)
    assert died.returncode == -signal.SIGKILL
    assert len(siblings(target)) == 2
    if stands is not None:
        assert contents(target) == stands
    with pytest.raises(RuntimeError, match="stop"), Output(target):
        assert contents(target) == after_next
        raise RuntimeError("stop")
    assert siblings(target) == ["site"]


def test_a_living_build_is_not_cleared_away(target: Path) -> None:
    with Output(target) as slow:
        slow.write("slow.html", b"")
        publish(target, quick="1")
        assert contents(target) == {"quick.html": "1"}
    assert contents(target) == {"slow.html": ""}


def test_a_build_of_another_user_is_not_cleared_away(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_another_user(pid: int, number: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    publish(target, old="1")
    retired = target.with_name("site.old-1-abc")
    target.rename(retired)
    monkeypatch.setattr(os, "kill", of_another_user)
    publish(target, new="2")
    assert contents(retired) == {"old.html": "1"}


def test_folders_that_only_look_like_leftovers_stay(target: Path) -> None:
    lookalike = target.with_name("site.new-999999999-abc")
    lookalike.mkdir(parents=True)
    (lookalike / "mine.txt").write_text("mine")
    publish(target, new="2")
    assert (lookalike / "mine.txt").exists()
