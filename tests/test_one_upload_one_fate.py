"""What is wrong with one upload costs that upload: it is listed, and the others are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.doubts import Loudness
from generator.model.sidecars import Sidecar
from generator.sources import read_bytes
from generator.sources.discover import Upload
from generator.sources.sidecars import read_sidecar
from generator.workers import read_upload
from tests.inspecting import bench
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
    result = read_upload(Upload("a/2021.txt", file, None), bench().reader)
    (attention,) = result.attention
    assert not result.reports
    assert attention.doubt.code == "reading_failed" and attention.doubt.loudness is Loudness.REFUSED
    assert "ZeroDivisionError" in attention.doubt.message
