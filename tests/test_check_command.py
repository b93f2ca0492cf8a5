"""``gongkai check``: findings as a linter says them, by the real command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.checking import FailOn, check_paths, choose
from generator.cli import main
from generator.errors import GongkaiError
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

WRONG = {(3, "new_requests", "natural_person"): "3", (3, "new_requests", "total"): "4"}
TITLE = "靖江市季市镇人民政府2021年政府信息公开工作年度报告"
LINE = re.compile(r"[^:]+:\d+: [A-F]\d\d (error|warning|info) \S.*")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of one town, the later one with a wrong sum, and a file that cannot be read."""
    for year, cells in ((2021, {}), (2022, WRONG)):
        title = f"靖江市季市镇人民政府{year}年政府信息公开工作年度报告"
        (tmp_path / f"{year}.txt").write_text(write_report("2021", cells, title=title), encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str]]:
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out.splitlines()


def test_a_finding_names_file_line_code_severity_and_arithmetic(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = run(capsys, folder, "--select", "A01")
    file = folder / "2022.txt"
    at = next(n for n, text in enumerate(file.read_text("utf-8").splitlines(), 1) if "本年新收" in text)
    assert lines[0].startswith(f"{file}:{at}: A01 error Table 3 row total: 自然人 3 + 商业企业 0 + ")
    _, chinese = run(capsys, folder, "--select", "A01", "--lang", "zh")
    assert chinese[0].startswith(f"{file}:{at}: A01 error 自然人 3 + 商业企业 0 + "), "the words of the report say it"
    assert " = 3 ≠ 总计 4（" in lines[0]
    assert lines[1:] == [
        "2 files, 2 reports, 2 verdicts: 1 pass, 1 fail, 0 not checkable; 1 errors, 0 warnings, 0 notes, 0 doubts"
    ]
    assert code == 0, "a true report with wrong arithmetic is no failed upload"


def test_exit_codes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, unread = folder / "2021.txt", folder / "2022.txt", folder / "空.txt"
    unread.write_bytes(b"")
    seen = {
        (name, on): run(capsys, file, "--select", "A", "--fail-on", on)[0]
        for name, file in (("good", good), ("bad", bad), ("unread", unread))
        for on in FailOn
    }
    assert {key for key, code in seen.items() if code == 1} == {
        ("bad", FailOn.ERROR), ("unread", FailOn.ERROR), ("unread", FailOn.DOUBT), ("unread", FailOn.REFUSED),
    }  # fmt: skip
    assert set(seen.values()) == {0, 1}
    assert run(capsys, folder / "nothing.txt")[0] == 2
    assert run(capsys, good, "--select", "A99")[0] == 2


def test_the_five_are_checked_without_a_path(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys)
    assert code == 0
    assert all(LINE.fullmatch(line) for line in filled(lines[:-1]))
    assert any(
        re.search(r":24: A07 error Total public >= newly published: 对外公开总数量 0 < 本年新公开数量 10（", line)
        for line in lines
    )
    assert len([line for line in lines if " F05 info " in line and "相同文字占 " in line]) == 2, "across reports, too"
    assert lines[-1].startswith("5 files, 5 reports, 290 verdicts: ")


def test_select_and_ignore(folder: Path) -> None:
    catalogue = resources().catalogue
    assert choose(catalogue, [], []) == frozenset(catalogue)
    assert choose(catalogue, ["a07,E", "B01"], ["E01"]) == {"A07", "B01", "E02", "E03", "E04", "E05", "E06"}
    assert choose(catalogue, [], ["A", "B", "C", "D", "F"]) == {f"E0{n}" for n in range(1, 7)}
    with pytest.raises(GongkaiError, match="no such check: X"):
        choose(catalogue, ["A", "X"], [])
    found = check_paths([folder], resources(), choose(catalogue, ["A"], ["A01"])).findings
    assert found and not [finding for finding in found if finding.code == "A01" or finding.code[0] != "A"]


def test_json_holds_findings_doubts_and_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "空.txt").write_bytes(b"")
    code, lines = run(capsys, folder, "--select", "A01", "--format", "json")
    data = json.loads("\n".join(lines))
    assert (code, data["schema"]) == (1, "gongkai-check-1")
    (finding,) = data["findings"]
    assert (finding["code"], finding["id"], finding["where"]) == ("A01", "A01_t3_row_sum", "new_requests")
    assert [doubt["loudness"] for doubt in data["doubts"] if doubt["file"].endswith("空.txt")] == ["refused"]
    assert (data["summary"]["errors"], data["summary"]["doubts"]) == (1, 1)


def test_github_is_told_in_its_own_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a,b: 100%.txt"
    file.write_text(write_report("2021", WRONG, title=TITLE), encoding="utf-8")
    _, lines = run(capsys, file, "--select", "A01", "--format", "github")
    name = str(file).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    assert re.fullmatch(rf"::error file={re.escape(name)},line=\d+,title=A01 [^:,]+::自然人 3 .*", lines[0])


def test_files_of_one_name_and_files_named_twice(tmp_path: Path) -> None:
    for town in ("甲镇", "乙镇"):
        (tmp_path / town).mkdir()
        text = write_report("2021", WRONG, title=f"测试县{town}人民政府2021年政府信息公开工作年度报告")
        (tmp_path / town / "2021.txt").write_text(text, encoding="utf-8")
    (tmp_path / "甲镇" / "2021.yaml").write_text("note: 测试\n", encoding="utf-8")
    paths = [*sorted((tmp_path / "甲镇").iterdir()), tmp_path / "乙镇", tmp_path / "甲镇"]
    checked = check_paths(paths, resources(), frozenset({"A01"}))
    assert [finding.file for finding in checked.findings] == sorted(
        str(tmp_path / town / "2021.txt") for town in ("甲镇", "乙镇")
    )
    assert checked.summary.files == 2
