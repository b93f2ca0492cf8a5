"""The inbox: why a file waits is written beside it and told by the build; once it is settled it is filed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.cli import main
from generator.model.doubts import Loudness
from generator.settings import load_settings
from generator.sources.inbox import waiting
from tests.filing.calling import BUDGET, NAMELESS, ROOT, SHELF, Archive, archive, report
from tests.writing import FORMS, write_report

__all__ = ["archive"]


@pytest.fixture
def waits(archive: Archive, tmp_path: Path) -> str:
    """The stem of a file that waits."""
    file = tmp_path / "寄来.txt"
    file.write_text(NAMELESS, encoding="utf-8")
    called = archive.add(file)
    assert called.code == 0 and called.said("寄来.txt: not sure enough to publish; put in", "/inbox/")
    (stem,) = {name.partition(".")[0] for name in archive.files}
    return stem


def test_a_note_says_why_and_what_would_help(archive: Archive, waits: str) -> None:
    assert archive.files == {f"{waits}.txt", f"{waits}.yaml", f"{waits}.note.md"}
    note = archive.read(f"{waits}.note.md")
    assert "收到时的名称：寄来.txt" in note and "- 不能确定报告年度" in note and "- 不能确定报告机关" in note
    assert "{target: year, value: 2020, why: 依据是什么}" in note and f"`gongkai add content/{waits}.txt`" in note
    assert str(archive.content) not in note


def test_what_is_settled_by_its_sidecar_is_filed(archive: Archive, waits: str) -> None:
    corrections = (
        "corrections:\n- {target: year, value: 2020, why: 封面}\n"
        "- {target: organ, value: 安吉县天荒坪镇人民政府, why: 封面}\n"
    )
    sidecar = archive.content / f"{waits}.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + corrections, encoding="utf-8")
    called = archive.add(archive.content / "inbox")
    assert called.code == 0 and called.said("filed as", f"{SHELF}/2020.txt")
    assert archive.files == {f"{SHELF}/2020.txt", f"{SHELF}/2020.yaml"}
    assert "received_as: 寄来.txt" in archive.read(f"{SHELF}/2020.yaml")


def test_what_the_note_says_helps(archive: Archive, waits: str) -> None:
    """The command of the note, with true values, settles it."""
    (command,) = (line.split() for line in archive.read(f"{waits}.note.md").splitlines() if "gongkai correct" in line)
    assert command[:3] == ["gongkai", "correct", f"content/{waits}.txt"]
    values = ["organ=安吉县天荒坪镇人民政府" if one.startswith("organ=") else one for one in command[3:]]
    assert main(["correct", str(archive.content / f"{waits}.txt"), *values]) == 0
    assert archive.add(archive.content / "inbox").said("filed as", f"{SHELF}/2020.txt")


def test_what_is_brought_again_still_waits(archive: Archive, waits: str, tmp_path: Path) -> None:
    before = archive.files
    called = archive.add(tmp_path / "寄来.txt", archive.content / "inbox", "--source-url", "https://example.org/")
    assert called.code == 0 and archive.files == before and called.said("in the inbox already: 2")
    assert "source_url: https://example.org/" in archive.read(f"{waits}.yaml")


def test_a_note_is_no_upload(archive: Archive, waits: str) -> None:
    assert archive.add(archive.content / f"{waits}.note.md").code == 1


def test_a_file_settled_elsewhere_leaves_the_inbox(archive: Archive, waits: str, tmp_path: Path) -> None:
    """The same bytes came again, with a sidecar that says what was missing."""
    (tmp_path / "寄来.yaml").write_text(
        "corrections:\n- {target: year, value: 2020, why: 封面}\n"
        "- {target: organ, value: 安吉县天荒坪镇人民政府, why: 封面}\n",
        encoding="utf-8",
    )
    assert archive.add(tmp_path / "寄来.txt").code == 0
    assert archive.files == {f"{SHELF}/2020.txt", f"{SHELF}/2020.yaml"}


def test_a_build_tells_what_waits(archive: Archive, waits: str) -> None:
    inbox = archive.content / "inbox"
    (inbox / "spare.pdf").write_bytes(b"%PDF")
    first, second = sorted(waiting(inbox), key=lambda item: item.path != f"{waits}.txt")
    assert (first.path, first.doubt.code, first.doubt.loudness) == (f"{waits}.txt", "in_inbox", Loudness.WARNING)
    assert "没有发布：不能确定报告年度" in first.doubt.message and "gongkai add" in first.doubt.remedy
    assert second.doubt.message == "还在收件箱里，没有发布。"
    assert waiting(archive.content / "nowhere") == ()


def test_the_inbox_lies_beside_the_reports() -> None:
    settings = load_settings({}, root=ROOT)
    assert settings.inbox == dataclasses.replace(settings).content / "inbox"
    assert not settings.inbox.is_relative_to(settings.reports)


def test_a_report_is_no_trouble_to_the_inbox(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(report(), encoding="utf-8")
    archive.add(tmp_path / "a.txt")
    assert waiting(archive.content / "inbox") == ()


def test_what_nothing_comes_of_is_told_beside_it(archive: Archive, tmp_path: Path) -> None:
    """Whoever put it there by a browser sees no terminal."""
    inbox = archive.content / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    (tmp_path / "报告.txt").write_text(report(), encoding="utf-8")
    archive.add(tmp_path / "报告.txt")
    (inbox / "预算.txt").write_text(BUDGET, encoding="utf-8")
    (inbox / "又一份.txt").write_text(report(), encoding="utf-8")
    untried = next(item.doubt.remedy for item in waiting(inbox) if item.path == "inbox/预算.txt")
    assert "gongkai add content/inbox" in untried and ".note.md" not in untried
    called = archive.add(inbox)
    assert called.code == 1 and called.said("预算.note.md beside it says why") and called.said("又一份.note.md")
    told = {item.path: item.doubt for item in waiting(inbox)}
    assert "部门预算公开" in told["inbox/预算.txt"].message and ".note.md" in told["inbox/预算.txt"].remedy
    assert f"已收有逐字节相同的文件 content/{SHELF}/2021.txt" in told["inbox/又一份.txt"].message
    assert (inbox / "预算.txt").is_file() and (inbox / "又一份.txt").is_file()


def test_a_form_that_nobody_filled_in_is_told_as_one(archive: Archive, tmp_path: Path) -> None:
    addresses = ((table.number, *address) for table in FORMS.get("2021").tables for address in table.addresses())
    blank = write_report("2021", dict.fromkeys(addresses, ""), title="政府信息公开工作年度报告")
    (tmp_path / "样表.txt").write_text(blank, encoding="utf-8")
    called = archive.add(tmp_path / "样表.txt")
    assert called.said("as in a form that nobody filled in")


def test_what_a_sidecar_in_the_inbox_withholds_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "年报张三丰.txt").write_text("年度报告", encoding="utf-8")
    (tmp_path / "年报张三丰.note.md").write_text("- 机关不明（张三丰）\n", encoding="utf-8")
    (tmp_path / "年报张三丰.yaml").write_text("withhold: [{text: 张三丰, why: 姓名}]\n", encoding="utf-8")
    (tmp_path / "年报张三丰.yml").write_text("note: x\n", encoding="utf-8")
    listed = waiting(tmp_path)
    assert {item.path for item in listed} == {"inbox/年报■■■.txt", "inbox/年报■■■.yml"}
    assert not any("张三丰" in item.doubt.message + item.path for item in listed)
