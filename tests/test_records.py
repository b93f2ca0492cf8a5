"""What a worker process sends of an upload is what it read."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from benchmarks.corpus.make import make_cases
from generator.inspection import read_here
from generator.model.documents import Source
from generator.model.sidecars import Amount, Correction
from generator.sources.named import named_upload
from generator.workers.records import packed, unpacked
from generator.workers.results import UploadResult
from generator.workers.uploads import read_uploads
from tests.filled import filled
from tests.inspecting import resources


def test_records_are_what_was_read_in_every_format(tmp_path: Path) -> None:
    formats = set()
    for case in filled(make_cases(7, 60)):
        file = tmp_path / case.name
        file.write_bytes(case.data)
        read = read_here(file, resources())
        assert unpacked(packed(read)) == read == pickle.loads(pickle.dumps(read))
        assert packed(unpacked(packed(read))) == packed(read)
        formats |= {file.suffix} if read.reports else set()
    assert formats >= {".txt", ".html", ".docx", ".xlsx"}


def test_corrections_keep_their_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "某县某镇人民政府2021年政府信息公开工作年度报告\n一、总体情况\n2021年公开信息3条。\n"
    )
    (tmp_path / "a.yaml").write_text(
        "corrections:\n"
        "- {target: year, value: 2020, why: x}\n"
        "- {target: place, value: '010', why: x}\n"
        "- {target: disclosure.fees.amount, value: 1.50, why: x}\n"
        "- {target: requests.new.other, value: null, why: x}\n"
    )
    [report] = unpacked(packed(read_here(tmp_path / "a.txt", resources()))).reports
    assert [one.value for one in report.sidecar.corrections] == [2020, "010", Amount(Decimal("1.50")), None]
    assert isinstance(report.sidecar.corrections[0], Correction)


def test_half_a_character_costs_its_upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    broken = UploadResult(Source("a.txt", "", "text/\ud800", 0), (), (), None)
    monkeypatch.setattr("generator.workers.uploads._read_upload", lambda upload, reader: broken)
    [result] = read_uploads((named_upload(tmp_path / "a.txt"),), resources().reader, jobs=1)
    assert [one.doubt.code for one in result.attention] == ["reading_failed"]


NOTHING = packed(UploadResult(Source("a", "", "", 0), (), (), None))


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x81\xa6source\xc0", NOTHING[:-1]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        unpacked(data)
