"""`gongkai add` of a report on several pictures: numbered files, listed ones, those of zips and of the inbox."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from generator.sources.discover import discover
from tests.filing.calling import Archive, archive
from tests.pages_of_reports import eye_for_pages, lines, page, page_file, report_pages

__all__ = ["archive"]

TITLE = "安吉县天荒坪镇人民政府2021年政府信息公开工作年度报告"
PAGES = report_pages(title=TITLE)
SHELF = "reports/330523/tianhuangping-zhen"
FILED = {f"{SHELF}/{name}" for name in ("2021.png", "2021.yaml", "2021-p2.png", "2021-p3.png")}
SAID = ("一、总体情况", "本年收到申请0件，均已按时办结答复申请人。", "二、主动公开政府信息情况")
SINGLE = page_file(30, page(lines(TITLE.replace("2021", "2020"), *SAID)))


@pytest.fixture(autouse=True)
def eye() -> Iterator[None]:
    with eye_for_pages():
        yield


def folder(where: Path, files: Mapping[str, bytes | str]) -> Path:
    where.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (where / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return where


def packed(where: Path, files: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(where, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return where


def sidecar(archive: Archive, name: str = f"{SHELF}/2021.yaml") -> dict[str, object]:
    return dict(yaml.safe_load(archive.read(name)))


def of(*names: str) -> dict[str, bytes]:
    return dict(zip(names, PAGES, strict=True))


NAMES = [
    ("p1.png", "p2.png", "p3.png"),
    ("扫描_01.png", "扫描_02.png", "扫描_03.png"),
    ("第1页.png", "第2页.png", "第3页.png"),
    ("报告 (1).PNG", "报告 (2).png", "报告 (3).png"),
    ("2021-1.png", "2021-2.png", "2021-3.png"),
]


@pytest.mark.parametrize("names", NAMES)
def test_numbered_pictures_are_filed_as_one_report(archive: Archive, tmp_path: Path, names: tuple[str, ...]) -> None:
    called = archive.add(folder(tmp_path / "in", of(*names)), "--source-url", "https://a.example/x")
    assert called.code == 0 and archive.files == FILED
    assert called.said("3 pages of one report") and called.said("filed as", "2021.png")
    told = sidecar(archive)
    assert told["pages"] == ["2021-p2.png", "2021-p3.png"]
    assert (told["received_as"], told["source_url"]) == (names[0], "https://a.example/x")
    (one,) = discover(archive.content / "reports").uploads
    assert [file.file.read_bytes() for file in one.beside if file.file] == list(PAGES[1:])


def test_they_may_be_named_one_by_one_or_lie_in_a_zip(archive: Archive, tmp_path: Path) -> None:
    here = folder(tmp_path / "in", of("p1.png", "p2.png", "p3.png"))
    assert archive.add(here / "p2.png", here / "p1.png", here / "p3.png").said("3 pages of one report")
    assert archive.files == FILED
    called = archive.add(packed(tmp_path / "a.zip", of("x/p1.png", "x/p2.png", "x/p3.png")))
    assert called.said("already there") and archive.files == FILED


def test_a_first_page_that_was_filed_alone_does_not_hide_the_others(archive: Archive, tmp_path: Path) -> None:
    archive.add(folder(tmp_path / "one", {"a.png": PAGES[0]}))
    assert archive.files == {f"{SHELF}/2021.png", f"{SHELF}/2021.yaml"}
    assert archive.add(folder(tmp_path / "in", of("p1.png", "p2.png", "p3.png"))).said("2021-2.png, beside")
    assert sidecar(archive, f"{SHELF}/2021-2.yaml")["pages"] == ["2021-2-p2.png", "2021-2-p3.png"]
    called = archive.add(folder(tmp_path / "page", {"lone.png": PAGES[2]}))
    assert called.code == 1 or called.said("already there as", "2021-2-p3.png")


APART = [
    {"p1.png": PAGES[0], "p2.png": SINGLE},
    {"p1.png": PAGES[1], "p2.png": PAGES[0]},
    {"p1.png": PAGES[0], "p3.png": PAGES[2]},
    {"a1.png": PAGES[0], "b2.png": PAGES[1]},
    {"p1.png": PAGES[0], "p2.png": PAGES[1], "p2.yaml": "note: 另一份"},
    {"2020.png": PAGES[0], "2021.png": PAGES[1]},
]


@pytest.mark.parametrize("files", APART)
def test_what_is_not_plainly_one_report_is_not_put_together(
    archive: Archive, tmp_path: Path, files: Mapping[str, bytes | str]
) -> None:
    called = archive.add(folder(tmp_path / "in", files))
    assert not called.said("pages of one report; taken together") and not [f for f in archive.files if "-p2" in f]


def test_how_to_say_that_they_are_one_report_is_told(archive: Archive, tmp_path: Path) -> None:
    here = folder(tmp_path / "in", {"p1.png": PAGES[1], "p2.png": PAGES[0], "p3.png": PAGES[2]})
    assert archive.add(here).said("pages: [p2.png, p3.png]", "p1.yaml")
    assert not archive.add(folder(tmp_path / "2", {"p1.png": PAGES[0], "p2.png": SINGLE})).said("pages:")


LISTED = {**of("a.png", "b.png", "c.png"), "a.yaml": "# 说明\npages: [b.png, c.png]\nnote: 三页\n"}


@pytest.mark.parametrize("kind", ["folder", "zip", "files"])
def test_listed_pages_come_along_and_are_named_anew(archive: Archive, tmp_path: Path, kind: str) -> None:
    here = folder(tmp_path / "in", LISTED)
    given = [packed(tmp_path / "a.zip", LISTED)] if kind == "zip" else [here] if kind == "folder" else [*here.iterdir()]
    called = archive.add(*[path for path in given if path.suffix != ".yaml"])
    assert called.code == 0 and archive.files == FILED
    assert sidecar(archive) == {"pages": ["2021-p2.png", "2021-p3.png"], "note": "三页"}
    assert archive.read(f"{SHELF}/2021.yaml").startswith("# 说明")


def test_a_missing_page_stays_on_the_list(archive: Archive, tmp_path: Path) -> None:
    files = {name: data for name, data in LISTED.items() if name != "c.png"}
    for where in (folder(tmp_path / "in", files), packed(tmp_path / "a.zip", files)):
        called = archive.add(where, "--dry-run")
        assert called.said("page_not_read", "c.png") and called.said("would be filed")
    archive.add(where)
    assert sidecar(archive)["pages"] == ["2021-p2.png", "c.png"]


def test_a_page_with_a_sidecar_of_its_own_is_not_filed(archive: Archive, tmp_path: Path) -> None:
    """Nothing would be left of what it withholds."""
    called = archive.add(folder(tmp_path / "in", {**LISTED, "b.yaml": "withhold: [{text: 人手不足, why: 测试}]"}))
    assert called.code == 2 and archive.files == set() and "sidecar of its own" in called.err


def test_a_page_alone_leads_to_its_report(archive: Archive, tmp_path: Path) -> None:
    called = archive.add(folder(tmp_path / "in", LISTED) / "b.png")
    assert called.code == 2 and "page of a.png" in called.err


def test_pages_wait_in_the_inbox_and_leave_it_together(archive: Archive, tmp_path: Path) -> None:
    nameless = report_pages(title="政府信息公开工作年度报告")
    archive.add(folder(tmp_path / "in", dict(zip(("p1.png", "p2.png", "p3.png"), nameless, strict=True))))
    (first,) = [name for name in archive.files if name.endswith(".yaml")]
    base = first.removesuffix(".yaml")
    assert archive.files == {f"{base}{end}" for end in (".png", ".yaml", ".note.md", "-p2.png", "-p3.png")}
    values = {"organ": "安吉县天荒坪镇人民政府", "year": "2021"}
    known = "".join(f"- {{target: {target}, value: {value}, why: 信封}}\n" for target, value in values.items())
    (archive.content / first).write_text(f"{archive.read(first)}corrections:\n{known}", encoding="utf-8")
    assert archive.add(archive.content / "inbox").code == 0
    assert archive.files == FILED


def test_numbered_pictures_that_somebody_put_into_the_inbox_are_one_report(archive: Archive) -> None:
    inbox = folder(archive.content / "inbox", of("1.png", "2.png", "3.png"))
    assert archive.add(inbox).code == 0 and archive.files == FILED


WEB = f"""<html><meta charset=utf-8><body><h1>{TITLE}</h1>
<p>本年度认真做好信息公开各项工作。</p><img src='a_files/x.png'></body></html>"""


def test_pictures_of_a_web_page_are_filed_beside_it(archive: Archive, tmp_path: Path) -> None:
    here = folder(tmp_path / "in", {"a.html": WEB})
    folder(here / "a_files", {"x.png": PAGES[1], "y.png": PAGES[2], "a.css": "a{}"})
    archive.add(here)
    wanted = {f"{SHELF}/2021.html", f"{SHELF}/2021.yaml", f"{SHELF}/a_files/x.png"}
    assert archive.files == wanted
    assert archive.add(here).said("already there")
    other = folder(tmp_path / "other", {"a.html": WEB.replace("认真", "切实")})
    folder(other / "a_files", {"x.png": PAGES[0]})
    called = archive.add(other)
    assert called.code == 2 and "another file of this name" in called.err and archive.files == wanted
