"""``gongkai inspect`` on many files: one object a line, in one order whatever the jobs, as soon as it is known."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.sources.named import discover_named
from tests.inspecting import inspect_file
from tests.writing import write_report

ROOT = Path(__file__).parents[1]


def title(year: int) -> str:
    return f"靖江市季市镇人民政府{year}年政府信息公开工作年度报告"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports at two levels, one with a sidecar, and an upload that cannot be read."""
    inbox = tmp_path / "inbox"
    for name, year in (("2021.txt", 2021), ("b/2022.txt", 2022), ("a/2023.txt", 2023)):
        file = inbox / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_report("2021", {}, title=title(year)), encoding="utf-8")
    (inbox / "b" / "2022.yaml").write_text("note: 由测试写成\nsource_url: https://example.gov.cn/1\n", encoding="utf-8")
    (inbox / "a" / "空.txt").write_bytes(b"")
    return inbox


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[dict[str, Any]], str]:
    code = main(["inspect", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_a_folder_gives_one_object_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, err = run(capsys, folder, "--json")
    assert [one["path"] for one in found] == [
        str(folder / name) for name in ("2021.txt", "a/2023.txt", "a/空.txt", "b/2022.txt")
    ]
    assert [one.get("year") for one in found] == [2021, 2023, None, 2022]
    assert found[3]["source_url"] == "https://example.gov.cn/1", "a sidecar goes with its report"
    unread = found[2]
    assert unread["report"] is None and unread["schema"] == "gongkai-unread-1" and "checks" not in unread
    assert [doubt["loudness"] for doubt in unread["doubts"]] == ["refused"]
    assert unread["doubts"][0]["message"] and unread["doubts"][0]["remedy"]
    assert f"{folder / 'a' / '空.txt'}: refused [" in err
    assert code == 1, "one file gave no report"


def test_every_line_is_what_the_file_gives_by_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [folder / "b" / "2022.txt", folder / "2021.txt"]
    code, found, _ = run(capsys, *files, "--json")
    assert code == 0
    assert [one.pop("path") for one in found] == list(map(str, files)), "in the order of the arguments"
    assert found == [inspect_file(file) for file in files]


def test_jobs_change_nothing_but_the_time(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outcomes = set()
    for jobs in ("1", "2", "5"):
        code = main(["inspect", str(folder), "--json", "--jobs", jobs])
        out, err = capfd.readouterr()
        outcomes.add((code, out, err))
    assert len(outcomes) == 1 and out.count("\n") == 4


def test_one_file_is_told_as_before(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "2021.txt"
    assert main(["inspect", str(file), "--json"]) == 0
    alone = capsys.readouterr().out
    assert alone == json.dumps(inspect_file(file), ensure_ascii=False, indent=1) + "\n"
    _, (line,), _ = run(capsys, file, "--json", "--jobs", "1")
    assert line.pop("path") == str(file) and line == json.loads(alone)


def test_files_named_twice_come_once_and_sidecars_never(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = sorted((folder / "b").iterdir())
    assert [file.name for file in inside] == ["2022.txt", "2022.yaml"]
    _, found, _ = run(capsys, *inside, folder / "b", folder / "b" / "2022.txt", "--json")
    assert [one["path"] for one in found] == [str(folder / "b" / "2022.txt")]


def test_what_is_no_upload_is_told_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "z.txt").symlink_to(folder / "2021.txt")
    (folder / ".y.txt").write_text("x", encoding="utf-8")
    code, found, _ = run(capsys, folder, "--json")
    told = {one["path"]: one["doubts"][0]["code"] for one in found if "report" in one}
    assert told[str(folder / "z.txt")] == "symbolic_link" and told[str(folder / ".y.txt")] == "hidden_file"
    assert len(found) == 6 and code == 1


def test_words_for_a_terminal_name_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["inspect", str(folder / "2021.txt"), str(folder / "b" / "2022.txt")])
    out = "".join(capsys.readouterr().out.split())
    assert code == 0
    places = [out.index(words) for words in ("==", "2021.txt", title(2021), "2022.txt", title(2022))]
    assert places == sorted(places)


def test_a_wrong_call_names_file_and_remedy(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    real = os.scandir
    closed = tmp_path / "closed"
    closed.mkdir()

    def scandir(path: str | Path = ".") -> Any:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for command in ("inspect", "check"):
        for path, message in (
            (tmp_path / "nothing.txt", "no such file or folder — check"),
            (tmp_path / "empty", "no files found — name a report"),
            (closed, "the folder cannot be opened (Permission denied) — make it readable"),
        ):
            code = main([command, str(path), *(["--jobs", "2"] if command == "inspect" else [])])
            out, err = capsys.readouterr()
            assert (code, out) == (2, ""), (command, path)
            assert err.startswith(f"gongkai: {path}: {message}"), err
    assert main(["inspect", str(tmp_path / "nothing.txt")]) == 2
    assert "nothing.txt: no such file — check" in capsys.readouterr().err
    for wrong in ("0", "-1", "many", "9999"):
        with pytest.raises(SystemExit, match="2"):
            main(["inspect", str(folder), "--jobs", wrong])
        assert f"not a number from 1 to 256: '{wrong}'" in capsys.readouterr().err


def test_a_closed_folder_inside_is_told_and_the_rest_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str | Path = ".") -> Any:
        if Path(path) == folder / "b":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {one.shown: one for one in discover_named([folder])}
    closed = found.pop(str(folder / "b")).attention
    assert closed is not None and closed.doubt.code == "unreadable_folder"
    assert set(found) == {str(folder / name) for name in ("2021.txt", "a/2023.txt", "a/空.txt")}


def test_a_name_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8.txt"))
    file.write_text("x", encoding="utf-8")
    for named in ([file], [tmp_path]):
        (one,) = discover_named(named)
        assert one.upload is None and one.attention is not None and one.attention.doubt.code == "unreadable_name"
        assert one.shown.encode("utf-8")


def test_a_reader_that_has_seen_enough_ends_it_quietly(folder: Path) -> None:
    command = [sys.executable, "-m", "generator", "inspect", str(folder), "--json", "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode("utf-8")
        process.wait(60)
    assert json.loads(first)["path"] == str(folder / "2021.txt")
    assert "Traceback" not in said and "BrokenPipe" not in said


def test_check_says_the_same_with_any_jobs(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outcomes = set()
    for jobs in ("1", "3"):
        code = main(["check", str(folder), "--format", "json", "--jobs", jobs])
        outcomes.add((code, capfd.readouterr().out))
    ((code, out),) = outcomes
    assert code == 1 and json.loads(out)["summary"]["reports"] == 3
