"""A site written over the one before the last is the same as one that is written anew, whatever lay there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cache import ByteStore
from generator.errors import GongkaiError
from generator.publish import output
from generator.publish.marker import MARKER, is_being_written, is_site
from generator.publish.output import SCRATCH, Output
from generator.publish.placing import place, place_again, place_made, place_written
from generator.publish.spare import Spare
from generator.publish.standing import StandingFile, StandingSite
from generator.publish.walking import walk
from generator.workers.aside import Aside
from generator.workers.kept import Kept
from generator.workers.upkeep import note_build
from tests.filled import filled

KEPT = Kept(Path(), False, Path())
NAMES = st.sampled_from(["a", "b", "c"])
SITES = st.lists(
    st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.binary(max_size=2), max_size=6),
    min_size=2,
    max_size=6,
)


class Builder:
    """Builds one site after the other, and remembers of each what a build does."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "site"
        self.folder = folder / "cache" / "spare"
        self.known: dict[str, StandingFile] = {}
        self.spare: Mapping[str, StandingFile] = {}
        self.lying: Mapping[str, StandingFile] = {}

    def build(self, files: Mapping[str, bytes]) -> None:
        first = not self.target.exists()
        with Output(self.target, Spare(self.folder, self.spare)) as out:
            out.standing = StandingSite(self.target, self.known, out.lying)
            for path, data in files.items():
                out.write(path, data)
        self.lying = out.lying
        self.spare = self.known if out.put_away else {}
        status = {path: os.lstat(self.target / path) for path in files}
        digests = out.digests
        self.known = {path: StandingFile(digests[path], one.st_size, one.st_mtime_ns) for path, one in status.items()}
        if first and Spare(self.folder).link(self.target, files):
            self.spare = self.known

    def tree(self) -> dict[str, bytes]:
        """The bytes of all files, and every folder as None."""
        found = {path.relative_to(self.target).as_posix(): path for path in sorted(self.target.rglob("*"))}
        return {name: path.read_bytes() if path.is_file() else b"/" for name, path in found.items() if name != MARKER}


def possible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of ``files`` that can stand in one site: nothing is a file and a folder at once."""
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


def as_tree(files: Mapping[str, bytes]) -> dict[str, bytes]:
    above = {path[:at]: b"/" for path in files for at, sign in enumerate(path) if sign == "/"}
    return above | dict(files)


@settings(max_examples=50, deadline=None)
@given(SITES)
def test_every_site_of_a_series_is_as_if_it_were_the_first(sites: list[dict[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        builder = Builder(Path(folder))
        for one in filled(map(possible, sites)):
            builder.build(one)
            assert builder.tree() == as_tree(one)
        assert sorted(path.name for path in Path(folder).iterdir()) == ["cache", "site"]
        assert [path.name for path in builder.folder.parent.iterdir()] == ["spare"]


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    """A site that was built three times, with a spare."""
    made = Builder(tmp_path)
    for text in (b"1", b"2", b"3"):
        made.build({"same/a": b"same", "same/b": b"same", "new": text, f"only/{text.decode()}": b""})
    return made


def test_the_second_site_is_written_over_links_to_the_first(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    builder.build({"same/a": b"same", "new": b"1"})
    inode = (builder.target / "same" / "a").stat().st_ino
    assert (builder.folder / "same" / "a").stat().st_ino == inode
    builder.build({"same/a": b"same", "new": b"2"})
    assert set(builder.lying) == {"same/a", "new"} and builder.tree() == as_tree({"same/a": b"same", "new": b"2"})
    assert (builder.folder / "new").read_bytes() == b"1"
    assert (builder.target / "same" / "a").stat().st_ino == inode


def test_where_no_links_can_be_made_there_is_no_spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*paths: object) -> None:
        raise PermissionError

    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a").touch()
    monkeypatch.setattr(os, "link", refused)
    assert not Spare(tmp_path / "cache" / "spare").link(tmp_path / "site", ["a"])
    assert not (tmp_path / "cache" / "spare").exists()


def test_what_differs_is_written_and_all_else_is_left_where_it_lies(builder: Builder) -> None:
    before = {found.path: found.status.st_ino for found in walk(builder.folder)}
    builder.build({"same/a": b"same", "same/b": b"other", "new": b"3"})
    after = {found.path: found.status.st_ino for found in walk(builder.target)}
    assert {path for path, inode in after.items() if before.get(path) == inode} - {MARKER} == {"same/a"}
    assert builder.tree() == as_tree({"same/a": b"same", "same/b": b"other", "new": b"3"})


def test_what_the_site_that_stands_has_is_linked_over_what_lies(builder: Builder) -> None:
    standing = (builder.target / "new").lstat().st_ino
    builder.build({"new": b"3"})
    assert (builder.target / "new").lstat().st_ino == standing
    assert [path.name for path in builder.target.iterdir() if path.name.startswith("new")] == ["new"]


def test_the_site_that_stands_is_never_written_to(builder: Builder) -> None:
    held = {path: path.read_bytes() for path in builder.target.rglob("*") if path.is_file()}
    opened = {path: path.open("rb") for path in held}
    builder.build({"same/a": b"others", "same/b": b"others", "new": b"others"})
    assert {path: file.read() for path, file in opened.items()} == held


@pytest.mark.parametrize("harm", ["bytes", "size", "mode", "link", "foreign"])
def test_what_was_changed_by_hand_is_not_trusted(builder: Builder, harm: str) -> None:
    file = builder.folder / "same" / "a"
    if harm == "foreign":
        (builder.folder / "same" / "foreign").write_bytes(b"of somebody else")
    elif harm == "mode":
        file.chmod(0o600)
    else:
        file.unlink()  # it may be one file with that of the site that stands
        if harm == "link":
            file.symlink_to(builder.target / "new")
        else:
            file.write_bytes(b"hand" if harm == "bytes" else b"by hand")
    builder.build({"same/a": b"same"})
    assert builder.tree() == as_tree({"same/a": b"same"})
    assert (builder.target / "same" / "a").is_symlink() is False
    assert (builder.target / "same" / "a").stat().st_mode & 0o777 == 0o644


FOLDER_HARMS = ("moved", "to a file", "nowhere", "foreign link", "closed", "open", "empty", "full", "a file", "scratch")


def harm_a_folder(site: Path, harm: str, outside: Path) -> None:
    """Do something to the folders of ``site``; links lead to ``outside``, which is not there yet."""
    same = site / "same"
    if harm == "moved":
        same.rename(outside)
    elif harm in ("to a file", "nowhere", "a file"):
        shutil.rmtree(same)
        outside.mkdir()
        (outside / "file").write_bytes(b"of somebody else")
    else:
        shutil.copytree(site, outside)
    if harm in ("moved", "to a file", "nowhere"):
        same.symlink_to(outside / {"moved": "", "to a file": "file", "nowhere": "none"}[harm])
    elif harm in ("foreign link", "scratch"):
        (site / (SCRATCH if harm == "scratch" else "other")).symlink_to(outside)
    elif harm in ("closed", "open"):
        same.chmod(0o300 if harm == "closed" else 0o777)
    elif harm == "a file":
        same.write_bytes(b"")
    else:
        (site / "mine" / "deep" / "er").mkdir(parents=True)
        (site / "same" / "mine").mkdir()
        if harm == "full":
            (site / "mine" / "deep" / "b").write_bytes(b"mine")
            (site / "same" / "mine" / "link").symlink_to(outside)


def seen_in(folder: Path) -> dict[Path, tuple[int, int, bytes]]:
    """Mode, time and bytes of all there, of the folder itself as well."""
    found = {path: path.lstat() for path in (folder, *folder.rglob("*"))}
    return {
        path: (one.st_mode, one.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path, one in found.items()
    }


@pytest.mark.skipif(os.name != "posix", reason="links and modes")
@pytest.mark.parametrize("harm", FOLDER_HARMS)
@pytest.mark.parametrize("which", ["target", "folder"])
def test_nothing_that_was_done_to_folders_stays_or_leads_outside(
    builder: Builder, which: str, harm: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "outside"
    harm_a_folder(getattr(builder, which), harm, outside)
    before = seen_in(outside)
    for text in (b"4", b"5", b"6"):
        files = {"same/a": b"same", "same/b": text, "new": text, "other/x/y": text}
        builder.build(files)
        assert builder.tree() == as_tree(files)
        folders = [path for path in (builder.target, *builder.target.rglob("*")) if path.is_dir()]
        assert {path.lstat().st_mode & 0o7777 for path in folders} == {0o755}
    assert seen_in(outside) == before


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_folders_of_links_have_our_mode_whatever_the_umask(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    before = os.umask(0o077)
    try:
        builder.build({"same/deep/a": b"same"})
    finally:
        os.umask(before)
    folders = [builder.folder, builder.folder / "same", builder.folder / "same" / "deep"]
    assert [path.stat().st_mode & 0o7777 for path in folders] == [0o755] * 3


def test_what_can_be_neither_looked_through_nor_removed_is_told(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Spare, "clean", refused)
    before = builder.tree()
    with (
        pytest.raises(GongkaiError, match="cannot be written"),
        Output(builder.target, Spare(builder.folder, builder.spare)) as out,
        monkeypatch.context() as patch,
    ):
        patch.setattr("shutil.rmtree", refused)
        out.write("same/a", b"same")
    assert builder.tree() == before


def test_a_process_of_its_own_looks_through_it(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    (builder.folder / "foreign").write_bytes(b"of somebody else")
    (builder.folder / "new").write_bytes(b"by hand")
    (builder.folder / "same" / "b").unlink()
    here, clean = os.getpid(), Spare.clean

    def elsewhere(*given: Any) -> Any:
        assert os.getpid() != here
        return clean(*given)

    monkeypatch.setattr(Spare, "clean", elsewhere)
    with Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        with Aside(out, KEPT) as aside, aside.looking_through():
            place(out.root, f"{SCRATCH}/x", b"")
        same = builder.spare["same/a"]
        assert out.lying == {"same/a": same, "only/2": builder.spare["only/2"]}
        assert {one.path for one in walk(out.root)} == {"same/a", "only/2", MARKER, f"{SCRATCH}/x"}
        out.write("same/a", b"same")
    assert builder.tree() == as_tree({"same/a": b"same"})


def test_it_is_marked_and_held_before_it_stands_where_others_clear(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, rename = [], Path.rename

    def watched(path: Path, target: Path) -> Path:
        if path == builder.folder:
            held.append(is_site(path) and is_being_written(path, 0))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watched)
    with Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        out.write("same/a", b"same")
    assert held[0], "later ones are moved out of the way"


def test_what_nobody_looked_for_is_removed_all_the_same(builder: Builder) -> None:
    with Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        out.write("same/a", b"same")
    assert builder.tree() == as_tree({"same/a": b"same"})


def test_a_process_of_its_own_removes_what_is_not_wanted(builder: Builder) -> None:
    with Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        out.write("same/a", b"same")
        assert out.unwanted == {"same/b", "new", "only/2"}
        with Aside(out, KEPT) as aside, aside.tidying({"new"}):
            pass
        left = {one.path for one in walk(out.root)} - {MARKER}
        assert left == {"same/a", "new"}
        assert not (out.root / "only").exists()
    assert builder.tree() == as_tree({"same/a": b"same"})


def test_it_forgets_what_the_build_before_left_unused(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = builder.folder.parent
    monkeypatch.setattr("generator.workers.upkeep.OTHERS_KEPT", {"pages": 1})
    kept, store = Kept(cache, True, cache), ByteStore(cache / "pages")
    for when, key in enumerate(["older", "old", "used"]):
        store.put(key, b"")
        os.utime(cache / "pages" / key, (when, when))
    with Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        with Aside(out, kept) as aside, aside.looking_through():
            pass
        assert len(store.entries()) == 3, "of no build is known what it used"
        note_build(cache, 2 * 10**9, [], [])
        with Aside(out, kept) as aside, aside.looking_through():
            pass
        assert [one.key for one in store.entries()] == ["used", "old"]
        out.write("same/a", b"same")


@pytest.mark.parametrize("aside", [False, True])
def test_what_cannot_be_looked_through_is_removed(
    builder: Builder, aside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Spare, "clean", refused)
    with Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        with Aside(out, KEPT) as process, process.looking_through() if aside else nullcontext():
            pass
        assert out.lying == {}
        out.write("same/a", b"same")
    assert builder.tree() == as_tree({"same/a": b"same"})


def test_a_spare_of_which_nothing_is_known_is_not_used(builder: Builder) -> None:
    builder.spare = {}
    (builder.folder / "foreign").write_bytes(b"")
    builder.build({"same/a": b"same"})
    assert builder.lying == {} and builder.tree() == as_tree({"same/a": b"same"})
    assert not (builder.folder / "foreign").exists()


def test_a_build_that_fails_leaves_the_site_and_costs_the_spare(builder: Builder) -> None:
    before = builder.tree()
    with pytest.raises(RuntimeError), Output(builder.target, Spare(builder.folder, builder.spare)) as out:
        assert out.lying
        raise RuntimeError("broken off")
    assert builder.tree() == before
    builder.build({"same/a": b"same"})
    assert builder.tree() == as_tree({"same/a": b"same"})


@pytest.mark.parametrize("left", ["nothing", "a file", "a full folder"])
def test_where_it_cannot_be_put_away_the_old_site_is_removed(
    builder: Builder, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if left == "nothing":  # as from one disk to another
        monkeypatch.setattr(Spare, "put_away", lambda self, site: False)
    else:
        builder.spare = {}
        monkeypatch.setattr(Spare, "remove", lambda self: None)
        if left == "a file":
            for found in list(walk(builder.folder)):
                Path(found.place.path).unlink()
            (builder.folder / "x").write_bytes(b"")
    builder.build({"new": b"4"})
    assert builder.tree() == {"new": b"4"} and builder.spare == {}
    assert sorted(path.name for path in builder.target.parent.iterdir()) == ["cache", "site"]


def test_the_spare_is_put_away_without_an_exchange_as_well(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "exchange", lambda one, other: False)
    builder.build({"new": b"4"})
    assert builder.spare and builder.tree() == {"new": b"4"}
    builder.build({"new": b"5"})
    assert builder.lying and builder.tree() == {"new": b"5"}


def test_large_files_leave_what_lies_alike(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"12")
    inode = (tmp_path / "large").stat().st_ino
    placed = place_written(tmp_path, "other", lambda sink: sink.write(b"12") and None)
    standing = StandingSite(tmp_path / "none", {}, {"large": StandingFile(placed.digest, 2, 0)})
    for again in (
        place_written(tmp_path, "large", lambda sink: sink.write(b"12") and None, standing),
        place_made(tmp_path, "large", lambda path: path.write_bytes(b"12") and None, standing),
    ):
        assert (tmp_path / "large").stat().st_ino == inode and again.digest == placed.digest
        assert place_again(tmp_path, standing, again)
    place_written(tmp_path, "large", lambda sink: sink.write(b"13") and None, standing)
    assert (tmp_path / "large").read_bytes() == b"13"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["large", "other"]
