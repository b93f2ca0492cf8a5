"""Runs steps that concern one report, page or file each: an exception skips that one and is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from generator.model.doubts import Attention, Doubt

T = TypeVar("T")

REMEDY = "这是我们的问题，请把它报告给网站维护者。"


class Step(StrEnum):
    """What was attempted; the value is the stable code of its doubt."""

    CHECK = "check_failed"
    COMPARISON = "comparison_failed"
    SHELVING = "shelving_failed"
    SEARCH = "search_failed"
    PAGE = "page_failed"
    FILE = "file_failed"


WORDS = {
    Step.CHECK: "有一项核对没有做成",
    Step.COMPARISON: "文字没能与其他报告比较",
    Step.SHELVING: "没能归入档案，未发布",
    Step.SEARCH: "没能编入检索",
    Step.PAGE: "页面没有做成",
    Step.FILE: "数据文件没有做成",
}


@dataclass(slots=True)
class Attempts:
    """Collects the faults of one build or one run of checks, and lives as long."""

    faults: list[Attention] = field(default_factory=list)

    def __call__(self, step: Step, path: str, make: Callable[[], T]) -> T | None:
        """What ``make`` returns, or None where it raised; then ``path`` (an upload, or a page) is noted as faulty."""
        try:
            return make()
        except Exception as error:  # whatever it is: the others go on
            self.faults.append(fault(step, path, place_of(error)))
            return None


def fault(step: Step, path: str, detail: str) -> Attention:
    """A fault of ours, for the list of what needs attention."""
    return Attention(path, Doubt(step.value, "build", f"{WORDS[step]}（{detail}）。", REMEDY, passing=True))


def place_of(error: BaseException) -> str:
    """``ZeroDivisionError, years.py:41``: the kind of an exception and where it arose, without a path."""
    frames = extract_tb(error.__traceback__)
    return f"{type(error).__name__}, {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
