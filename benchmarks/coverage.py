"""Compare what the tests reach of each room with its floor: `make coverage`.

    python -m benchmarks.coverage LINES.json           # exit 1 where a room fell below its floor
    python -m benchmarks.coverage LINES.json --write   # raise floors to what was reached (they never fall)

LINES.json is what `coverage json` writes. Floors are percents of statements, rounded down, in coverage_floor.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("coverage_floor.json")
PACKAGE = "generator"


def reached(report: Mapping[str, Any]) -> dict[str, int]:
    """Room -> percent of its statements that ran, rounded down. A room is a folder or module of the package."""
    counts: dict[str, tuple[int, int]] = {}
    for file, data in report["files"].items():
        parts = Path(file).parts
        inside = parts[parts.index(PACKAGE) + 1 :]
        for room in _rooms(inside):
            covered, all_ = counts.get(room, (0, 0))
            summary = data["summary"]
            counts[room] = covered + summary["covered_lines"], all_ + summary["num_statements"]
    return {room: 100 * covered // all_ for room, (covered, all_) in sorted(counts.items()) if all_}


def _rooms(inside: tuple[str, ...]) -> list[str]:
    """The room a file is in, and the file itself where it has a floor of its own."""
    path = "/".join(inside)
    own = [path] if path in OWN else []
    return [inside[0].removesuffix(".py"), *own]


OWN = ("sources/pdf/child.py", "sources/sidecars.py", "sources/withholding.py")
"""Files whose floors must not hide in their room's."""


def fallen(floors: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """A line for each room below its floor, gone, or without one."""
    below = [
        f"{room}: {found.get(room, 0)} %, floor {floor} %"
        for room, floor in floors.items()
        if found.get(room, 0) < floor
    ]
    return below + [f"{room}: {percent} %, no floor yet" for room, percent in found.items() if room not in floors]


def main() -> int:
    found = reached(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    floors: dict[str, int] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for room, percent in found.items():
        print(f"{percent:4} %  {room}")
    if "--write" in sys.argv[2:]:
        raised = {room: max(percent, floors.get(room, 0)) for room, percent in found.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
        return 0
    below = fallen(floors, found)
    print("\n".join(["", *below]) if below else "\nevery room holds its floor")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
