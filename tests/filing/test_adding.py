"""`gongkai add` files by organ and year, overwrites nothing, and says what it doubts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.cli import main
from tests.filled import filled
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
REPORT = write_report("2021", title="安吉县天荒坪镇人民政府2021年政府信息公开工作年度报告")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "reports").mkdir(parents=True)
    return folder


def add(content: Path, *arguments: str) -> int:
    return main(["add", "--root", str(ROOT), "--content", str(content), *arguments])


def files(content: Path) -> set[str]:
    return {p.relative_to(content / "reports").as_posix() for p in content.rglob("*") if p.is_file()}


def upload(tmp_path: Path, text: str = REPORT, name: str = "下载.txt") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_report_goes_to_its_organ_and_year(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = upload(tmp_path)
    assert add(content, str(file), "--source-url", "https://example.org/a.html") == 0
    assert files(content) == {"330523/tianhuangping-zhen/2021.txt", "330523/tianhuangping-zhen/2021.yaml"}
    filed = content / "reports/330523/tianhuangping-zhen/2021.txt"
    assert filed.read_bytes() == file.read_bytes()
    sidecar = yaml.safe_load(filed.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert sidecar["source_url"] == "https://example.org/a.html"
    assert sidecar["received_as"] == "下载.txt"
    assert "330523/tianhuangping-zhen/2021.txt" in capsys.readouterr().out


def test_the_same_bytes_are_not_filed_twice(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = upload(tmp_path)
    add(content, str(file))
    before = files(content)
    assert add(content, str(file)) == 0
    assert files(content) == before
    assert "already" in capsys.readouterr().out


def test_another_version_stands_beside_the_first(content: Path, tmp_path: Path) -> None:
    add(content, str(upload(tmp_path)))
    add(content, str(upload(tmp_path, REPORT + "\n补充。", "b.txt")))
    assert "330523/tianhuangping-zhen/2021-2.txt" in files(content)
    assert (content / "reports/330523/tianhuangping-zhen/2021.txt").read_text(encoding="utf-8") == REPORT


def test_a_year_that_is_taken_in_another_format_is_taken(content: Path, tmp_path: Path) -> None:
    """Both would share one sidecar, and what is said of one would be said of the other."""
    shelf = content / "reports/330523/tianhuangping-zhen"
    shelf.mkdir(parents=True)
    (shelf / "2021.pdf").write_bytes(b"%PDF-1.4")
    assert add(content, str(upload(tmp_path))) == 0
    assert {path.name for path in shelf.iterdir()} == {"2021.pdf", "2021-2.txt", "2021-2.yaml"}


def test_what_is_not_known_for_sure_goes_to_the_inbox(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(content, str(upload(tmp_path, "今天天气很好。"))) == 0
    assert all(name.startswith("inbox/") for name in filled(files(content)))
    said = capsys.readouterr().out
    assert "inbox" in said and "no_report_found" in said


def test_a_sidecar_that_comes_along_is_kept(content: Path, tmp_path: Path) -> None:
    file = upload(tmp_path)
    file.with_suffix(".yaml").write_text("note: 由读者寄来\n", encoding="utf-8")
    add(content, str(file))
    kept = content / "reports/330523/tianhuangping-zhen/2021.yaml"
    assert kept.read_text(encoding="utf-8") == "note: 由读者寄来\n"


def test_several_files_and_one_that_is_not_there(content: Path, tmp_path: Path) -> None:
    assert add(content, str(upload(tmp_path)), str(tmp_path / "nowhere.txt")) == 2
    assert "330523/tianhuangping-zhen/2021.txt" in files(content)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x", "x"])
def test_a_source_url_is_an_address(content: Path, tmp_path: Path, url: str) -> None:
    assert add(content, str(upload(tmp_path)), "--source-url", url) == 2
    assert files(content) == set()
