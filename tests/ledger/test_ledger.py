"""The ledger tells what changed, and a build that follows changes nothing more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.cli import main
from generator.errors import GongkaiError
from generator.ledger.figures import Figures, decode_figures, encode_figures, figures_in
from generator.ledger.history import CHANGES, NO_LEDGER, read_ledger
from generator.ledger.noting import note
from generator.ledger.records import CellChange

DAY = date(2026, 3, 1)
URL = "/region/990101/mou-zhen/2020/"
CELL = "requests.new.total"


def publish(site: Path, reports: dict[str, dict[str, Any]]) -> None:
    """A site of ours in small: its index and the data of its reports. ``reports``: address → what is said of it."""
    index = []
    for url, said in reports.items():
        cell = said.get("cell", 3)
        reading = "stated" if isinstance(cell, int | float) else cell
        value = cell if isinstance(cell, int | float) else None
        data = {"requests": {"new": {"total": value, "total_unit": None}}, "readings": {CELL: {"reading": reading}}}
        data["withheld"] = said.get("withheld", [])
        file = site / url[1:] / "report.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(data))
        sha256 = f"{cell}{said.get('more', '')}"
        index.append(
            {"url": url, "organ": "某镇", "year": 2020, "sha256": sha256, "source_sha256": said.get("source", "s")}
            | {"failing": said.get("failing", [])}
        )
    (site / "index.json").write_text(json.dumps({"reports": index}))


def test_what_came_changed_and_went(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    publish(site, {URL: {"failing": ["A07"]}})
    first = note(site, folder, DAY)
    assert [one.url for one in first.added] == [URL] and not first.changed and not first.withdrawn
    assert not note(site, folder, DAY)
    assert len((folder / CHANGES).read_bytes().splitlines()) == 1

    publish(site, {URL: {"cell": "blank", "failing": ["A01"], "source": "t"}})
    (changed,) = note(site, folder, date(2026, 4, 1)).changed
    assert changed.cells == (CellChange(CELL, "3", "blank"),)
    assert (changed.source, changed.found, changed.settled) == ("t", ("A01",), ("A07",))
    trace = read_ledger(folder).traces[URL]
    assert (trace.first_seen, trace.arrived, trace.revised) == (DAY, date(2026, 4, 1), date(2026, 4, 1))
    assert trace.now.failing == ("A01",) and trace.found == {"A01": date(2026, 4, 1)}

    publish(site, {URL: {"cell": "blank", "source": "t"}})
    note(site, folder, date(2026, 4, 2))
    assert read_ledger(folder).traces[URL].found == {}

    publish(site, {})
    assert [one.url for one in note(site, folder, date(2026, 5, 1)).withdrawn] == [URL]
    assert read_ledger(folder).traces == {}


def test_figures_that_change_with_the_same_upload_are_revised_and_nothing_arrives(tmp_path: Path) -> None:
    site, folder, later = tmp_path / "site", tmp_path / "ledger", date(2026, 4, 1)
    publish(site, {URL: {}})
    note(site, folder, DAY)
    publish(site, {URL: {"cell": 4}})
    note(site, folder, later)
    trace = read_ledger(folder).traces[URL]
    assert (trace.first_seen, trace.arrived, trace.revised, trace.changed) == (DAY, DAY, later, later)


def test_what_only_the_program_changed_is_no_change_of_figures(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    publish(site, {URL: {}})
    note(site, folder, DAY)
    publish(site, {URL: {"more": "a key that is new"}})
    (changed,) = note(site, folder, date(2026, 4, 1)).changed
    assert changed.cells == () and not changed.is_visible
    assert read_ledger(folder).traces[URL].revised == DAY


@pytest.mark.parametrize("lost", ["", "nonsense\n", '{"layouts":{}}\n'])
def test_without_the_figures_before_no_cell_is_told(lost: str, tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    publish(site, {URL: {}})
    note(site, folder, DAY)
    (folder / "figures.jsonl").write_text(lost)
    publish(site, {URL: {"cell": 4}})
    (changed,) = note(site, folder, DAY).changed
    assert changed.cells is None and changed.is_visible
    publish(site, {URL: {"cell": 5}})
    (again,) = note(site, folder, DAY).changed
    assert again.cells == (CellChange(CELL, "4", "5"),)


def test_figures_of_another_build_tell_no_cell(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    publish(site, {URL: {}})
    note(site, folder, DAY)
    (folder / "figures.jsonl").write_bytes(encode_figures({URL: Figures("another", {CELL: "9"})}))
    publish(site, {URL: {"cell": 4}})
    assert note(site, folder, DAY).changed[0].cells is None


def test_figures_come_back_as_they_were() -> None:
    figures = {
        "/a/": Figures("x", {"requests.new.total": "1", "disclosure.fees.amount": "134.2万元"}),
        "/b/": Figures("y", {}),
        "/c/": Figures("z", {"requests.new.total": "illegible", "disclosure.fees.amount": "0"}),
    }
    data = encode_figures(figures)
    assert decode_figures(data) == figures
    assert len(data.splitlines()) == 4 and data.count(b"disclosure.fees.amount") == 1


def test_a_report_that_could_not_be_made_has_no_figures() -> None:
    assert figures_in(b'{"schema":"gongkai-failed-1","report":null}') is None
    assert figures_in(b'{"readings":{"disclosure.fees.amount":{"reading":"stated"}},'
                      b'"disclosure":{"fees":{"amount":1.5,"amount_unit":"\xe4\xb8\x87\xe5\x85\x83"}}}') == {
        "disclosure.fees.amount": "1.5万元"
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "[]",
        '{"date":"2026-02-30"}',
        '{"date":"2026-03-02"}\n{"date":"2026-03-01"}',
        '{"date":"2026-03-01","withdrawn":[{"url":"/x/","organ":"","year":null}]}',
        '{"date":"2026-03-01","changed":[{"url":"/x/","organ":"","year":null,"sha256":"a"}]}',
    ],
)
def test_a_broken_ledger_is_told_with_a_remedy(text: str, tmp_path: Path) -> None:
    (tmp_path / CHANGES).write_text(text)
    with pytest.raises(GongkaiError) as caught:
        read_ledger(tmp_path)
    assert caught.value.remedy and CHANGES in str(caught.value)


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none") == NO_LEDGER
    (tmp_path / CHANGES).write_text("\n")
    assert read_ledger(tmp_path) == NO_LEDGER


def test_a_day_before_the_last_one_is_refused(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    publish(site, {URL: {}})
    note(site, folder, DAY)
    with pytest.raises(GongkaiError, match="ends on 2026-03-01"):
        note(site, folder, date(2026, 2, 1))


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="no built site"):
        note(tmp_path, tmp_path / "ledger", DAY)


def test_the_command_says_what_it_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.gongkai]\n")
    publish(tmp_path / "site", {URL: {}})
    call = ["ledger", "--root", str(tmp_path), "--date", "2026-03-01"]
    assert main([*call, "--dry-run"]) == 0 and not (tmp_path / "content/ledger").exists()
    assert main(call) == 0 and (tmp_path / "content/ledger" / CHANGES).is_file()
    assert main(call) == 0
    said = capsys.readouterr().out.splitlines()
    first = "2026-03-01: 1 added, 0 changed (0 cells), 0 withdrawn; 0 differ in their data files only"
    assert said[0] == first and said[1].startswith(said[0])
    assert said[2] == "nothing changed since the last note"
    other = URL.replace("2020", "2021")
    publish(tmp_path / "site", {URL: {"more": " of another program"}, other: {}})
    assert main([*call[:-1], "2026-03-02"]) == 0
    publish(tmp_path / "site", {URL: {"cell": 4}, other: {"more": " beside another report"}})
    assert main([*call[:-1], "2026-03-03"]) == 0
    second, third = (one.partition(": ")[2].partition(", noted")[0] for one in capsys.readouterr().out.splitlines())
    assert second == "1 added, 0 changed (0 cells), 0 withdrawn; 1 differ in their data files only"
    assert third == "0 added, 1 changed (1 cells), 0 withdrawn; 1 differ in their data files only"


def test_of_a_report_with_withheld_words_no_cell_is_told(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    publish(site, {URL: {"cell": 4321}})
    note(site, folder, DAY)
    publish(site, {URL: {"cell": 4322}})
    note(site, folder, date(2026, 3, 2))
    publish(site, {URL: {"cell": "text", "withheld": ["个人信息"], "source": "t"}})
    (changed,) = note(site, folder, date(2026, 3, 3)).changed
    assert changed.cells is None
    assert b"4321" not in (folder / "figures.jsonl").read_bytes() + msgspec.json.encode(changed)
    ledger = read_ledger(folder)
    told = msgspec.json.encode(ledger.forgetting({URL}).builds)
    assert b"432" in msgspec.json.encode(ledger.builds) and b"432" not in told
    assert ledger.forgetting(frozenset()) == ledger and ledger.forgetting({URL}).traces == ledger.traces


def test_the_same_upload_that_comes_back_was_seen_before(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "ledger"
    for day, reports in ((1, {URL: {}}), (2, {}), (3, {URL: {}}), (4, {}), (5, {URL: {"source": "t"}})):
        publish(site, reports)
        note(site, folder, date(2026, 3, day))
        if day == 3:
            trace = read_ledger(folder).traces[URL]
            assert (trace.first_seen, trace.arrived, trace.changed) == (DAY, DAY, date(2026, 3, 3))
    trace = read_ledger(folder).traces[URL]
    assert (trace.first_seen, trace.arrived) == (date(2026, 3, 5), date(2026, 3, 5))
