"""Files that belong to an upload: the further pages of a scan, and the pictures beside a saved web page."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.model.documents import Document
from generator.model.doubts import Loudness
from generator.sources import fetching
from generator.sources.base import Refused
from generator.sources.belonging import MOST_PICTURES
from generator.sources.discover import Upload, discover
from generator.sources.fetching import fetch, open_fetched
from generator.sources.formats import READERS
from generator.sources.named import discover_named, named_upload, page_owner
from generator.sources.names import MOST_PAGES, PICTURES
from tests.filled import filled
from tests.pages_of_reports import eye_for_pages, lines, page, page_file, report_pages

PNG = report_pages()


def laid(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def scan(folder: Path, pages: str = "[p2.png, p3.png]", **more: bytes | str) -> Path:
    """Three pages of a report, with a sidecar that lists two of them."""
    named = {name.replace("__", "."): data for name, data in more.items()}
    files = dict(zip(("p1.png", "p2.png", "p3.png"), PNG, strict=True)) | {"p1.yaml": f"pages: {pages}\n"}
    return laid(folder, files | named)


def uploads(folder: Path) -> dict[str, Upload]:
    return {one.path: one for one in discover(folder).uploads}


def opened(folder: Path, name: str = "p1.png") -> tuple[Document | Refused, list[str]]:
    upload = uploads(folder)[name]
    with eye_for_pages():
        fetched = fetch(upload)
        read = open_fetched(upload, fetched)
    doubts = [*(item.doubt for item in fetched.attention), *read.doubts]
    assert all(doubt.remedy for doubt in doubts)
    return read, [doubt.message for doubt in doubts if doubt.code in ("page_not_read", "page_sidecar")]


def test_pages_are_sources_of_the_first_and_no_uploads(tmp_path: Path) -> None:
    folder = scan(tmp_path)
    assert list(uploads(folder)) == ["p1.png"] and discover(folder).attention == ()
    read, doubts = opened(folder)
    assert isinstance(read, Document) and doubts == []
    assert [(one.path, one.role) for one in read.sources] == [
        ("p1.png", "report"), ("p2.png", "page"), ("p3.png", "page"),
    ]  # fmt: skip
    assert [one.number for one in read.pictures] == [1, 2, 3]
    pages = [{cell.where.page for row in grid.rows for cell in row.cells if cell.where} for grid in read.grids]
    assert pages == [{1}, {2}, {3}]


def test_the_first_page_may_stand_in_its_own_list(tmp_path: Path) -> None:
    assert opened(scan(tmp_path, "[p1.png, p2.png, p3.png]"))[1] == []


TROUBLES = [
    ("[p2.png, p4.png, p3.png]", "p4.png 不在报告旁边"),
    ("[p2.png, ../p3.png]", "../p3.png 不是同一文件夹里的文件名"),
    ("[p2.png, p3.png, p2.png]", "p2.png 列了不止一次"),
    ("[p2.png, p1.png, p3.png]", "p1.png 就是报告自己的文件"),
    ("[p2.png, p1.yaml]", "p1.yaml 不是图片"),
    ("[p2.png, a.txt]", "a.txt 不是图片"),
    (f"[p2.png, {'长' * 400}]", f"列出的 {'长' * 60} 不在"),
    ("[p2.png, b.png]", "b.png 读不了：图片已损坏"),
    ("[p2.png, t.png]", "t.png 读不了：图片不完整"),
    ("[p2.png, x.png]", "x.png 不是图片"),
    ("[p2.png, e.png]", "e.png 是空的"),
    ("[p2.png, other.png]", "other.png 自己也列有 pages"),
    ("[p2.png, shared.png]", "shared.png 还被别的报告列出"),
    ("[p2.png, own.png]", "own.png 有自己的说明文件"),
]


@pytest.mark.parametrize(("pages", "told"), TROUBLES)
def test_what_cannot_be_a_page_is_named_and_the_rest_is_read(tmp_path: Path, pages: str, told: str) -> None:
    odd = {"a__txt": "报告", "b__png": page_file(9), "t__png": PNG[2][:60], "x__png": "文字", "e__png": ""}
    others = {"other__png": PNG[2], "other__yaml": "pages: [shared.png]", "shared__png": PNG[2]}
    own = {"own__png": PNG[2], "own__yaml": "received_as: 扫描3.png"}
    read, doubts = opened(scan(tmp_path, pages, **odd, **others, **own))
    assert isinstance(read, Document) and "本年收到申请0件" in read.text.decoded
    assert [message for message in doubts if told in message], doubts


def test_what_is_listed_is_no_upload_whatever_comes_of_it(tmp_path: Path) -> None:
    """The sidecar that lists it may withhold it."""
    folder = scan(tmp_path, "[p2.png, a.txt, p3.png]", a__txt="报告", q__png=PNG[0], q__yaml="pages: [p2.png]")
    assert set(uploads(folder)) == {"p1.png", "q.png"}


@pytest.mark.parametrize(
    "pages",
    [
        "p2.png p3.png",
        "{a: p2.png, b: p3.png}",
        "[p2.png, [p3.png]]",
        "p2.png, p3.png\n  - x: [",
        "'p2.png'\nx: p3.png",
    ],
)
def test_a_list_that_nobody_understands_makes_no_uploads_of_its_pages(tmp_path: Path, pages: str) -> None:
    """They are of a report that may be withheld."""
    folder = scan(tmp_path, pages, other__png=PNG[2])
    assert set(uploads(folder)) == {"p1.png", "other.png"}
    _, doubts = opened(folder)
    assert [one for one in doubts if "p2.png" in one and "p3.png" in one and "不合格式" in one]


def test_lists_in_a_circle_lose_nothing(tmp_path: Path) -> None:
    folder = scan(tmp_path, "[p2.png]", p2__yaml="pages: [p1.png]")
    assert set(uploads(folder)) == {"p1.png", "p2.png", "p3.png"}
    told = [opened(folder, name)[1][0] for name in ("p1.png", "p2.png")]
    assert [name in message for name, message in zip(("p2.png", "p1.png"), told, strict=True)] == [True, True]


def test_no_table_goes_on_over_a_page_that_nobody_saw(tmp_path: Path) -> None:
    folder = scan(tmp_path, "[gone.png, p3.png]")
    read, _ = opened(folder)
    assert isinstance(read, Document)
    assert [one.number for one in read.pictures] == [1, 3] and len(read.grids) == 2
    halves = laid(tmp_path / "2", {"p1.png": PNG[1], "p2.png": PNG[1], "p1.yaml": "pages: [p2.png]"})
    joined, _ = opened(halves)
    (halves / "p1.yaml").write_text("pages: [gone.png, p2.png]", encoding="utf-8")
    parted, _ = opened(halves)
    assert isinstance(joined, Document) and isinstance(parted, Document)
    assert (len(joined.grids), len(parted.grids)) == (1, 2)


def test_a_report_has_so_many_pages_and_no_more(tmp_path: Path) -> None:
    names = [f"n{number}.png" for number in range(MOST_PAGES + 5)]
    extra = {name: page_file(20, page(lines("又一页"))) for name in names}
    folder = laid(scan(tmp_path, json.dumps(names)), extra)
    read, (told,) = opened(folder)
    assert isinstance(read, Document) and len(read.pictures) == MOST_PAGES
    opened_at_all = [one for one in uploads(folder)["p1.png"].beside if one.file is not None]
    assert len(opened_at_all) == MOST_PAGES - 1
    assert f"最多 {MOST_PAGES} 页" in told and "n39.png" in told and "等 6 个" in told
    assert set(uploads(folder)) == {"p1.png", "p2.png", "p3.png"}


def test_all_files_together_are_no_larger_than_one_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", len(PNG[0]) + len(PNG[1]) + 10)
    read, (told,) = opened(scan(tmp_path))
    assert isinstance(read, Document) and len(read.pictures) == 2
    assert "p3.png" in told and "MB" in told


def test_links_and_folders_are_no_pages(tmp_path: Path) -> None:
    folder = scan(tmp_path / "in", "[link.png, p2.png]")
    (folder / "link.png").symlink_to(laid(tmp_path, {"out.png": PNG[2]}) / "out.png")
    read, (told,) = opened(folder)
    assert isinstance(read, Document) and len(read.pictures) == 2 and "link.png" in told


def test_pages_are_for_pictures_alone(tmp_path: Path) -> None:
    folder = laid(tmp_path, {"a.txt": "某镇政府信息公开工作年度报告", "a.yaml": "pages: [b.png]", "b.png": PNG[1]})
    assert set(uploads(folder)) == {"a.txt", "b.png"}
    assert "只用于图片" in opened(folder, "a.txt")[1][0]


def test_what_a_page_withholds_is_withheld_of_the_whole(tmp_path: Path) -> None:
    read, doubts = opened(scan(tmp_path, p2__yaml="withhold: [{text: 人手不足, why: 测试}]"))
    assert isinstance(read, Document) and "p2.png 有自己的说明文件" in doubts[0]
    assert "人手不足" not in read.text.decoded and read.pictures == ()
    assert len(read.sources) == 3
    assert not {one.sha256 for one in read.sources} & {hashlib.sha256(data).hexdigest() for data in PNG}


def test_a_first_page_that_is_none_says_what_waits_with_it(tmp_path: Path) -> None:
    read, doubts = opened(scan(tmp_path, p1__png="文字"))
    assert isinstance(read, Refused) and not read.keep
    assert "p2.png、p3.png 没有读取" in doubts[0]


def test_whoever_names_a_page_is_told_of_the_report(tmp_path: Path) -> None:
    folder = scan(tmp_path)
    assert [one.name for one in named_upload(folder / "p1.png").beside] == ["p2.png", "p3.png"]
    assert page_owner(folder / "p2.png") == folder / "p1.png" and page_owner(folder / "p1.png") is None
    with pytest.raises(GongkaiError, match=r"page of p1\.png"):
        named_upload(folder / "p2.png")
    together = discover_named([folder / "p3.png", folder / "p1.png", folder / "p2.png"])
    assert [one.shown for one in together] == [str(folder / "p1.png")]
    (alone,) = discover_named([folder / "p2.png"])
    assert alone.upload is None and alone.attention is not None and "p1.png" in alone.attention.doubt.remedy


def test_pictures_are_told_by_the_suffixes_that_are_read() -> None:
    read = {one for format_ in READERS if "image/" in format_.media_type for one in format_.suffixes}
    assert set(PICTURES) == read


# --- web pages ---

WORDS = "<h1>某镇2021年政府信息公开工作年度报告</h1><p>本年度认真做好信息公开各项工作，现将有关情况报告如下。</p>"


def saved(folder: Path, *sources: str, name: str = "a.html", **more: bytes | str) -> Path:
    shown = "".join(f'<img alt=表 src="{source}">' for source in sources)
    files = {one.replace("__", "."): data for one, data in more.items()}
    return laid(folder, {name: f"<html><meta charset=utf-8><body>{WORDS}{shown}</body></html>", **files})


def test_pictures_beside_a_web_page_are_read_with_it(tmp_path: Path) -> None:
    table = page([], json.loads(PNG[1].partition(b"\xaeB`\x82")[2])[0]["tables"])
    wide = page_file(5, table)
    shown = ("x.png?v=2", "./a_files/%E8%A1%A8.png", "a_files\\y.png", "gone/z.png", "../o.png", "/r.png")
    pictures = {"x.png": wide, "a_files/表.png": page_file(6, table), "a_files/y.png": page_file(7), "lone.png": wide}
    others = {"a_files/a.css": "a{}", "a_files/other.gif": wide, "a_files/b.txt": "一份附件", "b_files/c.css": "b{}"}
    folder = laid(laid(saved(tmp_path, *shown), pictures), others)
    assert set(uploads(folder)) == {"a.html", "lone.png", "a_files/b.txt", "b_files/c.css"}
    read, _ = opened(folder, "a.html")
    assert isinstance(read, Document) and [grid.layout for grid in read.grids] == ["recognised"] * 2
    assert [one.path for one in read.sources] == ["a.html", "x.png", "a_files/表.png"]
    (missing,) = [doubt for doubt in read.doubts if doubt.code == "picture_missing"]
    assert "gone/z.png" in missing.message and "o.png" not in missing.message and missing.loudness is Loudness.NOTE
    assert named_upload(folder / "a.html").beside == uploads(folder)["a.html"].beside


def test_pictures_that_lead_out_or_speak_for_themselves_are_not_taken(tmp_path: Path) -> None:
    folder = saved(tmp_path / "in", "../out.png", "link.png", "deep/x.png", "own.png", "/etc/x.png", "http://h/x.png")
    laid(tmp_path, {"out.png": PNG[1]})
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    (folder / "deep").symlink_to(tmp_path)
    laid(folder, {"own.png": PNG[1], "own.yaml": "note: 另一份", "h/x.png": PNG[1]})
    assert set(uploads(folder)) == {"a.html", "own.png", "h/x.png"}
    assert uploads(folder)["a.html"].beside == () == named_upload(folder / "a.html").beside


def test_a_page_of_a_scan_is_no_picture_of_a_web_page(tmp_path: Path) -> None:
    folder = saved(scan(tmp_path), "p1.png", "p2.png")
    assert set(uploads(folder)) == {"a.html", "p1.png"} and uploads(folder)["a.html"].beside == ()


def test_names_are_told_in_the_encoding_of_the_page(tmp_path: Path) -> None:
    markup = f'<html><meta charset=gb2312><body>{WORDS}<img src="表一.png"><img src="%B1%ED.png"></body></html>'
    folder = laid(tmp_path, {"a.htm": markup.encode("gb18030"), "表一.png": PNG[1], "表.png": PNG[1]})
    assert {one.name for one in uploads(folder)["a.htm"].beside} == {"表一.png", "表.png"}


def test_so_many_pictures_of_a_page_are_read_and_no_more(tmp_path: Path) -> None:
    names = [f"n{number}.png" for number in range(MOST_PICTURES + 3)]
    folder = laid(saved(tmp_path, *names), dict.fromkeys(names, PNG[1]))
    assert len(uploads(folder)["a.html"].beside) == MOST_PICTURES


HOSTILE = ["<img " * 200_000, "<img src=" * 100_000, "<img" + " src" * 500_000, '<img src="' * 50_000]


@pytest.mark.parametrize("markup", HOSTILE)
def test_no_markup_takes_long_to_look_through(tmp_path: Path, markup: str) -> None:
    folder = laid(tmp_path, {"a.html": markup, "x.png": PNG[1]})
    assert "a.html" in filled(uploads(folder))
