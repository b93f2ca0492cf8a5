"""Texts that are doubled for :mod:`benchmarks.proportion`: each kind is one function of a length."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

HEAD = "某镇2020年政府信息公开工作年度报告\n一、总体情况\n本镇全年主动公开政府信息3条。\n"
TAIL = "\n某镇人民政府\n2021年1月10日\n"
MARKS = ("，", "。", "；", "、", "：", "（", "）", "《", "》", "“", "”", " ", "\u3000", "\n", "\t", "|", ".", ",", "%")
WORDS = (
    "政府", "信息", "公开", "某镇", "2020年", "1件", "一、", "（一）", "其中", "分别为", "答复", "办结", "收到",
    "依申请", "行政复议", "本年新收", "总计", "0", "12", "3.5", "万元", "第一条", "同比增长", "5%", "人民政府", "县",
    "市", "来源", "发布日期", "年度报告",
)  # fmt: skip
REPORT = (
    "某县某镇人民政府2020年政府信息公开工作年度报告\n一、总体情况\n本镇主动公开信息3条，收到申请2件，其中网上1件、来信1件。\n"
    "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t0\t0\n"
    "规范性文件\t0\t0\t0\n三、收到和处理政府信息公开申请情况\n四、行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n无。\n"
    "六、其他需要报告的事项\n无。\n某镇人民政府\n2021年1月10日\n"
)
REQUESTS = "本年新收政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to make a text of about ``length`` characters."""

    name: str
    make: Callable[[int], str]


def _repeat(unit: str) -> Callable[[int], str]:
    return lambda length: HEAD + unit * (length // len(unit)) + TAIL


def _bare(unit: str) -> Callable[[int], str]:
    return lambda length: unit * (length // len(unit))


def _soup(pieces: tuple[str, ...], seed: int) -> Callable[[int], str]:
    def make(length: int) -> str:
        chance = random.Random(seed)
        out: list[str] = []
        size = 0
        while size < length:
            out.append(chance.choice(pieces))
            size += len(out[-1])
        return HEAD + "".join(out) + TAIL

    return make


def _mixture(seed: int) -> Callable[[int], str]:
    """A random fragment of two to six pieces, over and over: what a judge would make up."""
    chance = random.Random(seed)
    return _repeat("".join(chance.choices((*WORDS, *MARKS), k=chance.randint(2, 6))))


TOWNS = "东西南北上下大小"


def _reports(length: int) -> str:
    """Whole reports of different towns, one behind the other."""
    made = (REPORT.replace("某镇", f"{a}{b}{c}镇") for a in TOWNS for b in TOWNS for c in TOWNS)
    return "".join(islice(made, max(1, length // len(REPORT))))


def _counted(length: int) -> str:
    """Figures that all differ."""
    parts, size, number = [], 0, 0
    while size < length:
        parts.append(f"公开{number}类信息{number}条，")
        size += len(parts[-1])
        number += 1
    return HEAD + "".join(parts) + TAIL


def _han(length: int) -> str:
    chance = random.Random(1)
    return HEAD + "".join(chr(0x4E00 + chance.randrange(5000)) for _ in range(length)) + TAIL


def _repeated() -> dict[str, str]:
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    named = (line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    return {name: json.loads(unit) for name, unit in named}


REPEATED = _repeated()
"""Name → what is repeated in the first section of a short report."""


def kinds() -> Iterator[Kind]:
    """Every kind, in the order of printing."""
    for name, unit in REPEATED.items():
        yield Kind(name, _repeat(unit))
    for name in ("digits", "years", "report", "titles", "tags", "blank-lines", "titles-inside", "places-real"):
        yield Kind(f"bare-{name}", _bare(REPEATED[name]))
    yield Kind("counted", _counted)
    yield Kind("reports", _reports)
    yield Kind("han", _han)
    yield Kind("nul", lambda length: "\x00" * length)
    yield Kind("soup-words", _soup(WORDS, 1))
    yield Kind("soup-all", _soup((*WORDS, *MARKS), 2))
    yield Kind("soup-marks", _soup((*MARKS, "0", "1", "件", "年"), 3))
    yield Kind("soup-repeated", _soup(tuple(REPEATED.values()), 4))
    yield Kind("soup-lines", _soup((*WORDS, "\n", "\n", "\n"), 5))
    yield Kind("soup-tables", _soup((REQUESTS, REPORT, REQUESTS.replace("\t", "\n"), "总计\n0\n"), 6))
    yield Kind("soup-one-line", _soup((*WORDS, "，", "、", "。", "（", "）"), 7))
    for seed in range(40):
        yield Kind(f"mixture-{seed}", _mixture(seed))
