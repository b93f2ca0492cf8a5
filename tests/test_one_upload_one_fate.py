"""What is wrong with one upload costs that upload: it is listed, and the others are read."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.attempts import Step
from generator.cli import main
from generator.model.doubts import Loudness
from generator.model.sidecars import Sidecar
from generator.sources.discover import Upload, discover
from generator.sources.fetching import read_bytes
from generator.sources.sidecars import read_sidecar
from generator.workers.limits import Failure
from generator.workers.uploads import distinct, lost_upload, published, read_upload
from tests.inspecting import resources
from tests.sources.office_files import docx
from tests.writing import write_report

TRAPS = (
    'note: !!int ""',
    "note: !!bool x",
    "retrieved_on: !!timestamp x",
    'note: !!float ""',
    "note: !!python/object:os.system x",
    'note: "\\ud800"',
    '"\\udfff": x',
    'reply: {text: "\\uD83D", on: 2024-01-01, source_url: https://a.example}',
    "note: &a [*a]",
    "\n".join(f"k{n}: 1" for n in range(40_000)),
    f"retrieved_on: {'9' * 300}",
    "source_url: 'http://[::1'",
)


@pytest.mark.parametrize("text", TRAPS, ids=range(len(TRAPS)))
def test_a_sidecar_that_is_wrong_is_listed(text: str) -> None:
    sidecar, attention = read_sidecar("2020.yaml", text.encode())
    assert attention
    assert not sidecar.note and not sidecar.source_url


def test_plain_sidecars_are_read() -> None:
    sidecar, attention = read_sidecar("2020.yaml", b"note: a\nretrieved_on: 2024-01-02\n")
    assert not attention
    assert (sidecar.note, str(sidecar.retrieved_on)) == ("a", "2024-01-02")


def test_a_document_with_a_byte_lost_is_read_or_refused() -> None:
    whole = docx("<w:p><w:r><w:t>某某县财政局2021年政府信息公开工作年度报告</w:t></w:r></w:p>")
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        read_bytes("a.docx", ".docx", whole[:at] + whole[at + 1 :], Sidecar())


def test_an_exception_of_ours_costs_one_upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2021.txt"
    file.write_text(write_report("2021"), encoding="utf-8")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("generator.workers.uploads.read_reports", broken)
    result = read_upload(Upload("a/2021.txt", file, None), resources().reader)
    (attention,) = result.attention
    assert not result.reports
    assert attention.doubt.code == "reading_failed" and attention.doubt.loudness is Loudness.REFUSED
    assert "ZeroDivisionError" in attention.doubt.message


FAULTS = {
    "generator.checks.CHECKS": Step.CHECK,
    "generator.corpus.compared.masked_text": Step.COMPARISON,
    "generator.archive.shelving.address": Step.SHELVING,
    "generator.workers.told.search_document": Step.SEARCH,
    "generator.workers.organs.badges_of": Step.PAGE,
    "generator.pages.report.page.facts": Step.PAGE,
    "generator.exports.report_json": Step.FILE,
}
"""What is broken for one report → the step that is listed for it."""


@pytest.mark.parametrize("broken", FAULTS, ids=str)
def test_a_fault_of_ours_costs_one_report_its_step(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = tmp_path / "content" / "reports"
    for year in ("2021", "2022"):
        folder = reports / year
        folder.mkdir(parents=True)
        title = f"靖江市季市镇人民政府{year}年政府信息公开工作年度报告"
        (folder / "a.txt").write_text(write_report("2021", title=title), encoding="utf-8")
    break_for_2022(monkeypatch, broken)
    output = tmp_path / "site"
    arguments = ["build", "--content", str(tmp_path / "content"), "--output", str(output), "--no-cache", "--jobs", "1"]
    assert main([*arguments, "--strict"]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if f"[{FAULTS[broken].value}]" in line]
    assert told and all("2022" in line and "ZeroDivisionError" in line for line in told)
    listed = (output / "attention" / "index.html").read_text(encoding="utf-8")
    assert ("ZeroDivisionError" in listed and "没有做成" in listed) or "没能" in listed
    pages = {path.relative_to(output).as_posix() for path in output.rglob("index.html")}
    (untouched,) = (path for path in pages if path.endswith("/2021/index.html") and path.startswith("region"))
    assert "季市镇" in (output / untouched).read_text(encoding="utf-8")
    other = untouched.replace("/2021/", "/2022/")
    assert (other in pages) == (FAULTS[broken] is not Step.SHELVING)
    if FAULTS[broken] is Step.PAGE:
        assert "这一页没有做成" in (output / other).read_text(encoding="utf-8")
    if FAULTS[broken] is Step.FILE:
        assert json.loads((output / other).with_name("report.json").read_text())["report"] is None
    if FAULTS[broken] is Step.CHECK:
        data = json.loads((output / other).with_name("report.json").read_text())
        assert {check["reason"] for check in data["checks"].values()} == {"check_failed"}


def break_for_2022(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """Make ``target`` raise wherever the report of 2022 is concerned."""
    if target == "generator.checks.CHECKS":
        module = importlib.import_module("generator.checks")
        checks = [replace(check, run=breaking(check.run)) for check in module.CHECKS]
        monkeypatch.setattr(target, tuple(checks))
        return
    module_name, _, name = target.rpartition(".")
    monkeypatch.setattr(target, breaking(getattr(importlib.import_module(module_name), name)))


def breaking(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        for argument in arguments:
            report = getattr(argument, "report", argument)
            if getattr(getattr(report, "year", None), "value", None) == 2022:
                raise ZeroDivisionError
        return function(*arguments, **named)

    return run


@pytest.mark.parametrize("withheld", ["a", "b"])
def test_what_one_of_two_equal_files_keeps_back_the_other_does_not_let_out(withheld: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(write_report("2021"), encoding="utf-8")
    (tmp_path / f"{withheld}.yaml").write_text("withhold: [{text: 我镇认真, why: 含个人信息}]\n", encoding="utf-8")
    read = [read_upload(upload, resources().reader) for upload in discover(tmp_path).uploads]
    (kept,), repeated = distinct(read)
    (report,) = kept.reports
    assert report.source.path == f"{withheld}.txt" and "我镇认真" not in report.text.decoded
    assert [item.doubt.code for item in repeated] == ["same_file"]
    assert published(read, lambda one: one.original is not None) == {}


def test_files_that_differ_in_what_they_withhold_alone_are_published_once(tmp_path: Path) -> None:
    """What is left of them, their names included, is the same: so would be their addresses."""
    for name in ("王一二", "王三四"):
        file = tmp_path / f"年报{name}.txt"
        file.write_text(write_report("2021", ending=f"联系人：{name}"), encoding="utf-8")
        file.with_suffix(".yaml").write_text(f"withhold: [{{text: {name}, why: 姓名}}]\n", encoding="utf-8")
    read = [read_upload(upload, resources().reader) for upload in discover(tmp_path).uploads]
    (kept,), repeated = distinct(read)
    assert kept.source.path == "年报■■■.txt"
    assert [(item.path, item.doubt.code) for item in repeated] == [("年报■■■.txt", "same_file")]


def test_what_a_file_withholds_is_not_told_where_reading_it_fails(tmp_path: Path) -> None:
    file = tmp_path / "年报张三丰.txt"
    file.write_text(write_report("2021"), encoding="utf-8")
    file.with_suffix(".yaml").write_text("withhold: [{text: 张三丰, why: 姓名}]\n", encoding="utf-8")
    (upload,) = discover(tmp_path).uploads
    lost = lost_upload(upload, Failure.TIME)
    assert [lost.source.path, *(item.path for item in lost.attention)] == ["年报■■■.txt"] * 2
    file.unlink()
    gone = read_upload(upload, resources().reader)
    assert gone.source.path == "年报■■■.txt" and [item.doubt.code for item in gone.attention] == ["vanished"]
    assert gone.attention[0].doubt.passing, "somebody may be writing it anew"


def test_what_a_file_withholds_is_checked_under_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "年报张三丰.txt"
    file.write_text(write_report("2021", ending="張三豐"), encoding="utf-8")
    file.with_suffix(".yaml").write_text("张三丰: x\nwithhold: [{text: 张三丰, why: 姓名}]\n", encoding="utf-8")
    main(["check", str(file)])
    told = capsys.readouterr().out
    assert f"{file}:" in told and "withheld_variant" in told and "unknown_key" in told
