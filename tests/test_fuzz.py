"""Damaged uploads, drawn from a fixed seed, through the whole build: none stops it, and none is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.damage import DAMAGES, damaged
from benchmarks.fuzz import build_all

COUNT = 320


@pytest.mark.timeout(300)
def test_damaged_uploads_are_published_or_listed(tmp_path: Path) -> None:
    uploads = list(damaged(20_261, COUNT))
    kinds = Counter(upload.kind.partition(",")[0] for upload in uploads)
    assert kinds.keys() >= DAMAGES.keys(), "every kind of damage is drawn"
    found = build_all(uploads, tmp_path)
    assert found.lost == ()
    assert found.faults == ()
    assert found.problems == ()
    assert found.published > COUNT / 5 and found.listed > COUNT / 5
