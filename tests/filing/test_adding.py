"""`gongkai add` files by organ and year, overwrites nothing, and says what it is, what it doubts, what came of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from tests.filing.calling import BUDGET, NAMELESS, PHOTO, SHELF, Archive, archive, report

__all__ = ["archive"]

URL = "https://example.org/a.html"


def upload(folder: Path, text: str, name: str = "下载.txt") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_report_goes_to_its_organ_and_year(archive: Archive, tmp_path: Path) -> None:
    file = upload(tmp_path, report())
    called = archive.add(file, "--source-url", URL)
    assert called.code == 0
    assert archive.files == {f"{SHELF}/2021.txt", f"{SHELF}/2021.yaml"}
    assert (archive.content / SHELF / "2021.txt").read_bytes() == file.read_bytes()
    sidecar = yaml.safe_load(archive.read(f"{SHELF}/2021.yaml"))
    assert (sidecar["source_url"], sidecar["received_as"]) == (URL, "下载.txt") and sidecar["retrieved_on"]
    assert called.said("下载.txt: filed as", f"{SHELF}/2021.txt")


def test_what_a_file_is_and_how_sure_is_told(archive: Archive, tmp_path: Path) -> None:
    called = archive.add(upload(tmp_path, report(more="补充")))
    assert called.out[1:5] == (
        "  organ: 安吉县天荒坪镇人民政府 (from: title)",
        "  year: 2021 (from: title)",
        "  place: 浙江省湖州市安吉县天荒坪镇 (sure: high)",
        "  read: 6 sections, tables 2, 3, 4, 0 figures in the text",
    )
    assert called.said("warning [cut_off]", "请上传完整的原件")
    assert called.out[-2:] == ("in sum:", f"  filed in {archive.content / 'reports'}: 1")


def test_the_same_bytes_are_not_filed_twice(archive: Archive, tmp_path: Path) -> None:
    file = upload(tmp_path, report())
    archive.add(file)
    before = archive.files
    called = archive.add(file, upload(tmp_path, report(), "again.txt"))
    assert (called.code, archive.files) == (0, before)
    assert sum("already there as" in line for line in called.out) == 2
    assert called.said("there already: 2")


def test_another_version_stands_beside_the_first_and_is_told(archive: Archive, tmp_path: Path) -> None:
    archive.add(upload(tmp_path, report()))
    called = archive.add(upload(tmp_path, report(more="补充。"), "b.txt"))
    assert f"{SHELF}/2021-2.txt" in archive.files and archive.read(f"{SHELF}/2021.txt") == report()
    assert called.said("2021-2.txt, beside", "/2021.txt")
    assert called.said("beside a report of the same organ and year: 1")


def test_a_year_that_is_taken_in_another_format_is_taken(archive: Archive, tmp_path: Path) -> None:
    """Both would share one sidecar, and what is said of one would be said of the other."""
    shelf = archive.content / SHELF
    shelf.mkdir(parents=True)
    (shelf / "2021.pdf").write_bytes(b"%PDF-1.4")
    assert archive.add(upload(tmp_path, report())).said("2021-2.txt, beside", "2021.pdf of the same organ and year")
    assert {path.name for path in shelf.iterdir()} == {"2021.pdf", "2021-2.txt", "2021-2.yaml"}


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("预算.txt", BUDGET.encode(), "部门预算公开”，不是政府信息公开工作年度报告"),
        ("天气.txt", "今天天气很好。".encode(), "不像政府信息公开工作年度报告"),
        ("photo.jpg", PHOTO, "a picture without text"),
        ("a.exe", b"MZ", "还不能读取 .exe 文件"),
        ("empty.txt", b"", "文件是空的"),
        ("a.rar", b"Rar!", "unpack it and name the folder"),
    ],
)
def test_what_is_no_report_is_refused_and_told(
    name: str, data: bytes, why: str, archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    called = archive.add(file)
    assert (called.code, archive.files) == (1, set())
    assert called.out[0].endswith(": refused, nothing was kept") and called.said("→", why)
    assert called.said("refused: 1")


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    one, same = upload(tmp_path, report(), "1.txt"), upload(tmp_path, report(), "2.txt")
    other, unsure = upload(tmp_path, report(more="补充"), "3.txt"), upload(tmp_path, NAMELESS, "4.txt")
    called = archive.add("--dry-run", one, same, other, unsure, "--source-url", URL)
    assert (called.code, archive.files) == (0, set())
    assert called.said("1.txt: would be filed as", f"{SHELF}/2021.txt")
    assert called.said("2.txt: already there as", f"{SHELF}/2021.txt")
    assert called.said("3.txt: would be filed as", "2021-2.txt, beside", "/2021.txt")
    assert called.said("4.txt: not sure", "would be put in", "/inbox/")
    assert called.said("--dry-run: nothing was written")


def test_a_sidecar_that_comes_along_is_kept(archive: Archive, tmp_path: Path) -> None:
    file = upload(tmp_path, report())
    file.with_suffix(".yaml").write_text("note: 由读者寄来\n", encoding="utf-8")
    archive.add(file)
    assert archive.read(f"{SHELF}/2021.yaml") == "note: 由读者寄来\n"


SIDECARS = {
    "nothing": (None, "noted: ", True),
    "a note": ("note: 由读者寄来", "noted: ", True),
    "the same address": (f"source_url: {URL}\n", "is https://example.org/a.html already", True),
    "another address": ("source_url: https://example.org/b\n", "its sidecar says https://example.org/b", False),
    "flow style": ("{note: 由读者寄来}\n", "NOT noted", False),
    "no YAML": ("note: [", "NOT noted", False),
    "withheld words": ("withhold:\n- text: 甲\n  why: 个人信息\n", "noted: ", True),
}


@pytest.mark.parametrize("case", SIDECARS)
@pytest.mark.parametrize("when", ["with the file", "later"])
def test_an_address_is_noted_or_it_is_told_why_not(case: str, when: str, archive: Archive, tmp_path: Path) -> None:
    """It was dropped in silence where a sidecar came along, and where the file was there already."""
    text, told, taken = SIDECARS[case]
    file = upload(tmp_path, report())
    if text is not None:
        file.with_suffix(".yaml").write_text(text, encoding="utf-8")
    if when == "later":
        archive.add(file)
        if text is None:
            (archive.content / SHELF / "2021.yaml").unlink()
        file = Path(shutil.copy(file, tmp_path / "alone.txt"))
    called = archive.add(file, "--source-url", URL)
    after = archive.read(f"{SHELF}/2021.yaml") if f"{SHELF}/2021.yaml" in archive.files else ""
    assert (called.code, f"source_url: {URL}" in after) == (0, taken)
    assert after.startswith(text or "")
    if text is not None or when == "later":
        assert called.said(told)


def test_another_sidecar_of_a_file_that_is_there_is_told(archive: Archive, tmp_path: Path) -> None:
    file = upload(tmp_path, report())
    archive.add(file)
    file.with_suffix(".yaml").write_text("note: 由读者寄来\n", encoding="utf-8")
    called = archive.add(file)
    assert called.said("the sidecar that came along was NOT taken", "2021.yaml")
    assert "由读者寄来" not in archive.read(f"{SHELF}/2021.yaml")


def test_several_files_and_one_that_is_not_there(archive: Archive, tmp_path: Path) -> None:
    called = archive.add(tmp_path / "nowhere.txt", upload(tmp_path, report()))
    assert called.code == 2 and "nowhere.txt: no such file" in called.err
    assert f"{SHELF}/2021.txt" in archive.files and called.said("not there, or not to be read: 1")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x", "x"])
def test_a_source_url_is_an_address(archive: Archive, tmp_path: Path, url: str) -> None:
    assert archive.add(upload(tmp_path, report()), "--source-url", url).code == 2
    assert archive.files == set()


def test_a_folder_is_gone_through(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "邮件"
    upload(folder, report(2020), "甲/2020.txt")
    upload(folder, report(2021), "乙/2021.txt").with_suffix(".yaml").write_text("note: 寄来\n", encoding="utf-8")
    upload(folder, "x", ".DS_Store")
    upload(folder, "x", "__MACOSX/._2021.txt")
    upload(folder, "a,b\n", "list.csv")
    (folder / "link.txt").symlink_to(folder / "甲/2020.txt")
    called = archive.add(folder)
    assert called.code == 1 and called.said("refused: 2")
    assert {f"{SHELF}/2020.txt", f"{SHELF}/2021.txt"} < archive.files
    assert archive.read(f"{SHELF}/2021.yaml") == "note: 寄来\n"
    assert called.said("name it by itself, with --text or --file") and called.said("符号链接")


def test_an_empty_folder_is_told(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    called = archive.add(tmp_path / "empty")
    assert called.code == 1 and called.said("there is nothing in it")


def test_a_text_of_several_years_is_parted(archive: Archive, tmp_path: Path) -> None:
    whole = upload(tmp_path, f"{report(2019)}\n{report(2020)}\n{report(2021)}\n", "三年.txt")
    called = archive.add(whole)
    assert called.code == 0 and called.said("三年.txt: holds 3 reports")
    parts = [(archive.content / SHELF / f"{year}.txt").read_bytes() for year in (2019, 2020, 2021)]
    assert b"".join(parts) == whole.read_bytes()  # to the byte
    sidecar = archive.read(f"{SHELF}/2020.yaml")
    assert "拆自 三年.txt" in sidecar and "第 2 份，共 3 份" in sidecar
    assert archive.add(whole).said("there already: 3")


def page(*texts: str) -> str:
    """The texts one after the other as a web page."""
    rows = "".join(f"<p>{line}</p>" for text in texts for line in text.split("\n"))
    return f"<html><body>{rows}</body></html>"


def test_a_page_of_several_years_stays_whole(archive: Archive, tmp_path: Path) -> None:
    """Its pages are published from the one file, as it arrived; of two organs it waits for somebody to split it."""
    called = archive.add(upload(tmp_path, page(report(2019), report(2020)), "两年.html"))
    assert called.code == 0 and f"{SHELF}/2019.html" in archive.files
    assert called.said("holds 2 reports of this organ (2019、2020)")
    other = report(2020).replace("天荒坪镇", "梅溪镇")
    called = archive.add(upload(tmp_path, page(report(2018), other), "两镇.html"))
    assert called.code == 0 and called.said("holds 2 reports and cannot be parted for sure")
    assert len([name for name in archive.files if name.startswith("inbox/")]) == 3


@pytest.mark.parametrize("case", ["one is nameless", "twice the same year", "a sidecar for all", "utf-16"])
def test_what_cannot_be_parted_for_sure_waits_whole(case: str, archive: Archive, tmp_path: Path) -> None:
    whole = upload(tmp_path, f"{report(2019)}\n{report(2020)}\n", "两年.txt")
    if case == "twice the same year":
        whole.write_text(f"{report(2019)}\n{report(2020)}\n{report(2019, '补充')}\n", encoding="utf-8")
    elif case == "one is nameless":
        other = report(2020).replace("安吉县天荒坪镇人民政府", "某镇人民政府")
        whole.write_text(f"{report(2019)}\n{other}\n", encoding="utf-8")
    elif case == "a sidecar for all":
        whole.with_suffix(".yaml").write_text("note: 两年一起寄来\n", encoding="utf-8")
    elif case == "utf-16":
        whole.write_bytes(whole.read_text(encoding="utf-8").encode("utf-16"))
    called = archive.add(whole)
    assert called.code == 0 and called.said("两年.txt: not sure enough")
    assert not any(name.startswith("reports/") for name in archive.files) and len(archive.files) == 3


def test_quiet_says_what_became_of_files_and_why_not(archive: Archive, tmp_path: Path) -> None:
    for name, text in (("a.txt", report()), ("b.txt", NAMELESS), ("c.txt", BUDGET)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    loud = archive.add(*sorted(tmp_path.glob("*.txt")), "--dry-run").out
    quiet = archive.add(*sorted(tmp_path.glob("*.txt")), "--dry-run", "-q").out
    assert set(quiet) < set(loud) and not any("organ:" in line or "read:" in line for line in quiet)
    firsts = [line for line in quiet if not line.startswith(" ")]
    assert len(firsts) == 4 and "in sum" in firsts[-1]
    assert any("→" in line and "organ" in line for line in quiet)
