"""What waits for what: a build leaves no core idle while the last part of one stage is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from generator.workers.assembly import Assembly
from tests.growing import growing


@pytest.mark.parametrize(
    ("jobs", "wanted"),
    [
        (2, ["begin_exports", "place_shards"]),  # one core has nothing else to do
        (1, ["place_shards", "begin_exports"]),
    ],
)
def test_data_files_are_made_beside_the_last_shards_and_pages(
    jobs: int, wanted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    def noting(name: str) -> None:
        work: Callable[..., Any] = getattr(Assembly, name)

        @wraps(work)
        def noted(*given: Any) -> Any:
            order.append(name)
            return work(*given)

        monkeypatch.setattr(Assembly, name, noted)

    for name in ("begin_exports", "place_shards", "place_exports", "making_lists"):
        noting(name)
    growing(tmp_path, 3, 2).build("site", jobs=jobs)
    parts, whole = ["place_exports"], ["place_exports"]
    pages, last = ["making_lists"], ["making_lists"]
    assert order == wanted + parts + pages + whole + last
