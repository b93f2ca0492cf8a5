"""The note beside a file in the inbox: why it is not published, and what would help, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.filing.candidates import Reason
from generator.filing.said import CHINESE, Said
from generator.printable import printable
from generator.sources.inbox import NOTE_SUFFIX, WHY


def is_note(name: str) -> bool:
    return name.endswith(NOTE_SUFFIX)


def reason_text(reason: Reason, language: str) -> str:
    """A reason with what would help. Doubts speak Chinese, whatever the language."""
    return reason.text(language) if isinstance(reason, Said) else f"{reason.message}{reason.remedy}"


TARGETS = {"why_year": ("year", "2020"), "why_organ": ("organ", "某县某镇人民政府"), "why_place": ("place", "110101")}
"""Our reasons that a correction settles: its target, and what a value looks like."""


def _example(path: str, reasons: Sequence[Reason]) -> list[str]:
    """What would settle the reasons: a command, and the lines that it writes into the sidecar."""
    targets = [TARGETS[one.code] for one in reasons if isinstance(one, Said) and one.code in TARGETS]
    if not targets:
        return []
    lines = [f"- {{target: {target}, value: {value}, why: 依据是什么}}" for target, value in targets]
    values = " ".join(f"{target}={value}" for target, value in targets)
    return [
        "运行下面的命令（值请改成实际的）：",
        "",
        f"    gongkai correct {path} {values} --why 依据是什么",
        "",
        "或者自己写进同名的 .yaml：",
        "",
        "    corrections:",
        *(f"    {line}" for line in lines),
        "",
    ]


def written_note(
    path: str, received_as: str, identity: Sequence[Said], reasons: Sequence[Reason], today: date
) -> bytes:
    """The note of the file at ``path``, as seen from the project."""
    lines = [
        "# 这份文件还没有发布",
        "",
        f"收到时的名称：{printable(received_as)}",
        f"收到日期：{today.isoformat()}",
        "",
        "## 为什么、怎样补救",
        "",
        *(WHY + printable(reason_text(reason, CHINESE)) for reason in reasons),
        "",
        *_example(path, reasons),
        "## 读到了什么",
        "",
        *(one.text(CHINESE).strip() for one in identity),
        *([] if identity else ["没有读出报告。"]),
        "",
        "## 补好之后",
        "",
        f"运行 `gongkai add {path}`：能确定机关和年度的，会移入 content/reports/，这里的文件随之删去。",
        "",
    ]
    return "\n".join(lines).encode()
