"""Floors that a change can only raise, and ceilings it can only lower."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.comparing import OFFENCES, Tally

FLOORS = Path(__file__).with_name("reading_floor.json")
FACTS = ("organ", "year", "form")
Figures = dict[str, float]


def figures(tally: Tally) -> Figures:
    """Shares (rounded down, so that pinning one never asks for more than was reached) and counts of offences."""
    counts = tally.counts
    done: Figures = {
        "exact": _share(counts["cell:exact"], *(counts[f"cell:{o}"] for o in ("refused", "wrong", "wrong_kind")))
    }
    for fact in FACTS:
        bad = counts[f"fact_{fact}:refused"] + counts[f"fact_{fact}:fact_wrong"]
        done[fact] = _share(counts[f"fact_{fact}:exact"], bad)
    done |= {offence: sum(n for key, n in counts.items() if key.endswith(f":{offence}")) for offence in OFFENCES}
    solved = {end: sum(n for key, n in counts.items() if key.startswith("solved:") and key.endswith(f"_{end}"))
              for end in ("right", "wrong")}  # fmt: skip
    done["solved_right"], done["solved_wrong"] = solved["right"], solved["wrong"]
    return done


def _share(good: int, *bad: int) -> float:
    total = good + sum(bad)
    return 1.0 if not total else math.floor(good / total * 10_000) / 10_000


CEILINGS = (*OFFENCES, "solved_wrong")


def fallen(pinned: Mapping[str, Any], now: Mapping[str, Figures]) -> list[str]:
    """What is worse than pinned, in words; by layout and over all (``overall``)."""
    worse = []
    for layout, floors in pinned.items():
        for name, floor in floors.items():
            reached = now.get(layout, {}).get(name)
            if reached is None:
                worse.append(f"{layout}: not measured")
                break
            if reached > floor if name in CEILINGS else reached < floor:
                worse.append(f"{layout}: {name} is {reached}, pinned at {floor}")
    return worse


def load(run: str) -> dict[str, Any]:
    """The pinned figures of a run (``small`` or ``full``): ``seed``, ``count`` and ``figures`` by layout."""
    found: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))[run]
    return found


def pin(run: str, now: Mapping[str, Figures], *, allow_regression: bool) -> list[str]:
    """Write the figures reached as the new floors. Returns what fell; nothing is written then, unless allowed."""
    everything = json.loads(FLOORS.read_text(encoding="utf-8"))
    fell = fallen(everything[run]["figures"], now)
    if fell and not allow_regression:
        return fell
    everything[run]["figures"] = {layout: dict(figures) for layout, figures in now.items()}
    FLOORS.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return fell
