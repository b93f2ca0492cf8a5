"""Reads a file as ``gongkai inspect --json`` does, with gazetteer and forms loaded once for all tests."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.inspection import Bench, as_json, inspect, load_bench


@lru_cache(maxsize=1)
def bench() -> Bench:
    return load_bench()


def inspect_file(path: Path) -> dict[str, Any]:
    """What the command prints for the one report in ``path``."""
    (report,) = inspect(path, bench()).reports
    data: dict[str, Any] = json.loads(json.dumps(as_json(report, bench())))
    return data
