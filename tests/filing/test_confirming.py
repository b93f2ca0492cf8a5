"""`gongkai confirm` writes what was recognised when somebody looked, and shows what changes with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main
from generator.model.pictures import Seen
from generator.model.sidecars import Confirmation
from generator.reading.confirmations import reading_code
from generator.sources.sidecars import read_sidecar
from tests.filing.test_amending import read_here
from tests.inspecting import resources
from tests.pictures import Readings, fake_eye, picture_file, read_scan, scanned
from tests.writing import write_report

WRONG: Readings = {(3, "new_requests", "total"): "5", (3, "granted", "business"): Seen(("3", "8"), 0.7)}
CELL = "requests.new_requests.natural_person"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for module in ("generator.cli.amending", "generator.filing.effects"):
        monkeypatch.setattr(f"{module}.read_uploads", read_here)
    for module in ("confirming", "correcting"):
        monkeypatch.setattr(f"generator.cli.{module}.load_resources", resources)
    path = tmp_path / "2021.png"
    path.write_bytes(picture_file(WRONG))
    with fake_eye():
        yield path


def noted(file: Path) -> tuple[Confirmation, ...]:
    known, wrong = read_sidecar("a.yaml", file.with_suffix(".yaml").read_bytes())
    assert not wrong
    return known.confirmed


def test_what_was_recognised_is_noted_along(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confirm", str(file), "requests", "--why", "对照第 2 页"]) == 0
    code = reading_code(read_scan(scanned(WRONG)).tables, "requests")
    assert noted(file) == (Confirmation("requests", code, "对照第 2 页"),)
    assert "check A01 (Table 3 row total): · → ✗" in capsys.readouterr().out


def test_cells_and_all(file: Path) -> None:
    assert main(["confirm", str(file), CELL, "disclosure", "--why", "一"]) == 0
    assert [(one.target, one.why) for one in noted(file)] == [(CELL, "一"), ("disclosure", "一")]
    assert main(["confirm", str(file), CELL, "--why", "二"]) == 2  # nothing is open there any more
    assert main(["confirm", str(file), "--why", "三"]) == 0
    assert [one.target for one in noted(file)] == [CELL, "disclosure", "all"]


@pytest.mark.parametrize("target", ["requests.granted.business", "requests.x.y", "figures", "disputes.x"])
def test_what_was_not_recognised_is_refused(file: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confirm", str(file), target, "--why", "x"]) == 2
    assert "nothing to confirm" in capsys.readouterr().err and not file.with_suffix(".yaml").exists()


def test_a_text_has_nothing_to_confirm(file: Path) -> None:
    text = file.with_name("2020.txt")
    text.write_text(write_report("2021"), encoding="utf-8")
    assert main(["confirm", str(text), "--why", "x"]) == 2


def test_nothing_is_written_on_trial(file: Path) -> None:
    assert main(["confirm", str(file), "--why", "x", "--dry-run"]) == 0
    assert not file.with_suffix(".yaml").exists()


def test_a_correction_after_it_leaves_it_standing(file: Path) -> None:
    assert main(["confirm", str(file), CELL, "requests", "--why", "一"]) == 0
    assert main(["correct", str(file), "requests.granted.business=3", f"{CELL}=5", "--why", "二"]) == 0
    assert [one.target for one in noted(file)] == [CELL, "requests"]
