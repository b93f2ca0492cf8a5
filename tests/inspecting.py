"""Runs ``gongkai inspect --json`` in this process."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from generator.cli import main


def inspect_file(path: Path) -> dict[str, Any]:
    """The JSON that the command prints for ``path``."""
    printed = StringIO()
    with redirect_stdout(printed):
        code = main(["inspect", str(path), "--json"])
    assert code == 0
    data: dict[str, Any] = json.loads(printed.getvalue())
    return data
