"""Before a build: content that is there, a place for the site that harms nothing; and no site emptied by mistake."""

from __future__ import annotations

import dataclasses
import fcntl
import os
from datetime import date
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.publish import output
from generator.publish.grounds import require_grounds
from generator.publish.marker import MARKER, MARKER_TEXT, held_by, is_site
from generator.publish.output import Output
from generator.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    root = tmp_path / "project"
    for folder in ("content/pages", "content/reports", "templates", "generator"):
        (root / folder).mkdir(parents=True)
    return Settings(
        root=root,
        content=root / "content",
        output=root / "site",
        templates=root / "templates",
        site_url="https://a.example",
        title="t",
        shard_size=10,
        today=date(2024, 1, 1),
    )


def refused(settings: Settings, match: str | None = None) -> None:
    with pytest.raises(GongkaiError, match=match) as caught:
        require_grounds(settings)
    assert caught.value.remedy and caught.value.file


def test_what_is_as_it_should_be(settings: Settings) -> None:
    require_grounds(settings)
    settings.reports.rmdir()  # an archive of nothing, so far
    require_grounds(settings)
    assert not settings.output.exists()


def test_content_that_is_missing(settings: Settings) -> None:
    settings.content.rename(settings.root / "elsewhere")
    refused(settings, "no such folder")


def test_a_link_that_leads_nowhere_is_no_empty_archive(settings: Settings) -> None:
    settings.reports.rmdir()
    settings.reports.symlink_to("nowhere")
    refused(settings, "no such folder")


def test_a_folder_that_holds_neither_reports_nor_pages_is_the_wrong_one(settings: Settings) -> None:
    settings.reports.rmdir()
    settings.articles.rmdir()
    refused(settings, "neither")


@pytest.mark.parametrize("folder", ["content", "content/pages", "content/reports"])
@pytest.mark.parametrize("kind", ["file", "pipe", "loop"])
def test_content_that_is_no_folder(folder: str, kind: str, settings: Settings) -> None:
    path = settings.root / folder
    path.rename(settings.root / "elsewhere")
    if kind == "file":
        path.write_text("x")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name)
    refused(settings)


def test_content_that_may_not_be_read(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path == settings.reports:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    refused(settings, "Permission denied")


@pytest.mark.parametrize(
    "path",
    [
        "content",
        "content/site",
        "content/reports/site",
        "templates",
        "templates/x",
        "generator/x",
        ".git/x",
        ".",
        "..",
        "/",
    ],
)
def test_a_site_harms_nothing_that_it_is_made_from(path: str, settings: Settings) -> None:
    (settings.root / ".git").mkdir()
    refused(dataclasses.replace(settings, output=(settings.root / path).resolve()))


@pytest.mark.parametrize("what", ["link to a folder", "link to nowhere", "loop", "pipe"])
def test_templates_are_files(what: str, settings: Settings, tmp_path: Path) -> None:
    path = settings.templates / "inner" / "components"
    path.parent.mkdir()
    if what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"link to a folder": tmp_path, "link to nowhere": "nowhere", "loop": path}[what])
    refused(settings, "not a plain file" if what == "pipe" else "symbolic link")


def test_links_to_files_are_templates_and_so_is_a_link_to_all_of_them(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.html").touch()
    (tmp_path / "elsewhere" / "b.html").symlink_to(tmp_path / "elsewhere" / "a.html")
    settings.templates.rmdir()
    settings.templates.symlink_to(tmp_path / "elsewhere")
    require_grounds(settings)


def test_templates_that_cannot_be_opened(settings: Settings) -> None:
    settings.templates.rmdir()
    settings.templates.touch()
    refused(settings, "cannot be opened")


def test_a_folder_known_under_another_name_is_the_same(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(settings.content)
    refused(dataclasses.replace(settings, output=tmp_path / "other" / "site"), "inside")


@pytest.mark.parametrize("text", [b"", b"mine", b"x" + MARKER_TEXT, None])
def test_a_marker_that_is_not_ours_marks_nothing(text: bytes | None, tmp_path: Path) -> None:
    with Output(tmp_path / "ours") as out:
        out.write("index.html", b"")
    target = tmp_path / "site"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    if text is None:
        (target / MARKER).symlink_to(tmp_path / "ours" / MARKER)
    else:
        (target / MARKER).write_bytes(text)
    assert not is_site(target)
    with pytest.raises(GongkaiError, match="left alone"), Output(target):
        pass
    assert (target / "thesis.txt").exists()


def publish(target: Path, reports: int | None) -> None:
    with Output(target) as out:
        if reports is not None:
            out.expect({"reports": reports, "pages": 1})
        out.write("index.html", str(reports).encode())


def test_a_site_is_not_emptied_by_mistake(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, 0)
    publish(target, 0)
    publish(target, 3)
    assert held_by(target) == {"reports": 3, "pages": 1}
    with pytest.raises(GongkaiError, match="holds 3") as caught:
        publish(target, 0)
    assert "remove the old site" in caught.value.remedy
    assert (target / "index.html").read_bytes() == b"3"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    publish(target, 1)
    with pytest.raises(GongkaiError, match="no pages"), Output(target) as out:
        out.expect({"reports": 1, "pages": 0})


def test_sites_of_earlier_versions_are_looked_through(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, None)
    publish(target, 0)
    publish(target, None)
    report = target / "region/1/a/2020/report.json"
    report.parent.mkdir(parents=True)
    report.write_text("{}")
    with pytest.raises(GongkaiError, match="holds 1"):
        publish(target, 0)


def test_two_builds_of_one_site_are_not_at_work_at_once(tmp_path: Path) -> None:
    target, other = tmp_path / "site", tmp_path / f"site.new-{os.getppid()}-abc"
    other.mkdir()
    (other / MARKER).write_bytes(MARKER_TEXT)
    with (other / MARKER).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(GongkaiError, match=f"another build .*{os.getppid()}"):
            publish(target, 1)
    publish(target, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "nobody held it: its number is another's by now"


def test_an_old_site_that_cannot_be_replaced_is_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    publish(target, 1)
    (target / "region").mkdir()
    monkeypatch.setattr(output.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(output.os, "access", lambda path, mode: Path(path).name != "region")
    with pytest.raises(GongkaiError, match="cannot be replaced") as caught:
        publish(target, 2)
    assert str(caught.value.file).endswith("region") and caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_mount_point_is_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "site", 1)
    monkeypatch.setattr(output.os.path, "ismount", lambda path: True)
    with pytest.raises(GongkaiError, match="mount point"):
        publish(tmp_path / "site", 2)


def test_what_cannot_be_removed_in_the_end_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    publish(target, 1)

    def refusing(self: Path) -> object:
        raise PermissionError(13, "Permission denied")

    with Output(target) as out:
        out.write("index.html", b"2")
        monkeypatch.setattr(Path, "iterdir", refusing)
    assert (target / "index.html").read_bytes() == b"2"


def test_being_ended_between_two_renames_brings_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    publish(target, 1)
    monkeypatch.setattr(output, "exchange", lambda one, other: False)
    rename = Path.rename

    def ended(self: Path, to: Path) -> Path:
        if ".new-" in self.name:
            raise KeyboardInterrupt
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", ended)
    with pytest.raises(KeyboardInterrupt):
        publish(target, 2)
    assert (target / "index.html").read_bytes() == b"1"
