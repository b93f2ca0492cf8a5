"""Uploads that were damaged, mixed up or made up by chance: what a stranger, a bad disk or a torn download may bring.

Everything comes from a seed. What is damaged are the invented reports of ``benchmarks.corpus``, in every format.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.corpus.make import make_cases
from benchmarks.corpus.pages.make import make_pages

Damage = Callable[[random.Random, bytes], bytes]

FORMATS = (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")
OTHER_SUFFIXES = (
    *FORMATS,
    ".htm",
    ".markdown",
    ".doc",
    ".wps",
    ".rtf",
    ".xls",
    ".et",
    ".docm",
    ".png",
    ".tif",
    ".bin",
    "",
)
WORDS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "信息内容",
    "本年制发件数",
    "本年废止件数",
    "规章",
    "行政规范性文件",
    "行政许可",
    "行政处罚",
    "第二十条第（一）项",
    "本年新公开数量",
    "对外公开总数量",
    "自然人",
    "商业企业",
    "总计",
    "一、本年新收政府信息公开申请数量",
    "（一）予以公开",
    "结果维持",
    "结果纠正",
    "尚未审结",
    "2021年",
    "2020年1月26日",
    "政府信息公开工作年度报告",
    "某某县人民政府",
    "测试县甲镇人民政府2021年政府信息公开工作年度报告",
    "主动公开信息12条",
    "其中",
    "占",
    "0",
    "1",
    "9999999999",
    "-1",
    "1.5",
    "/",
    "—",
    "无",
    "\t",
    "\n",
    "\n\n",
    "|",
    "||",
    "<td>",
    "</td><td>",
    "<table><tr>",
    "</tr></table>",
    "<div style='display:none'>",
    "</div>",
    "&nbsp;",
    "&#9;",
    "<![CDATA[",
    "<!--",
    "-->",
    "<script>",
    "\x00",
    "\u202e",
    "\u200b",
    "\ufeff",
    "据(jù)",
    "《",
    "》",
    "（",
    "）",
    "“",
    "……",
    "，",
    "。",
    "；",
    "：",
    "件",
    "条",
    "%",
    "万元",
    "０１２",
    "١٢",
    "②",
    "½",
    "ⅷ",
    "\U0001d7d9",
)
"""Fragments of the grammar of reports and of pages; a soup of these reaches deeper than random bytes."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """One upload. ``sidecar`` is None where it has none; ``kind`` says how it was made."""

    path: str
    data: bytes
    sidecar: bytes | None
    kind: str


def damaged(seed: int, count: int) -> Iterator[Damaged]:
    """``count`` uploads; the same for the same seed. Every sixth is a report as it should be."""
    draw = random.Random(seed)
    sound = _sound(seed)
    for number in range(count):
        suffix = draw.choices(FORMATS, (8, 2, 6, 5, 5, 1))[0]
        data = draw.choice(sound[suffix])
        kind = draw.choice(tuple(DAMAGES)) if number % 6 else "whole"
        if kind != "whole":
            data = DAMAGES[kind](draw, data)
        if draw.random() < 0.08:
            suffix, kind = draw.choice(OTHER_SUFFIXES), f"{kind}, other suffix"
        sidecar = _sidecar(draw) if draw.random() < 0.15 else None
        yield Damaged(f"{number % 17:02}/{number:05}{suffix}", data, sidecar, kind)


def _sound(seed: int) -> dict[str, list[bytes]]:
    """Whole reports by suffix."""
    found: dict[str, list[bytes]] = {suffix: [] for suffix in FORMATS}
    for case in make_cases(seed, 90):
        found["." + case.name.rpartition(".")[2]].append(case.data)
    for page in make_pages(seed, 40):
        suffix = "." + page.name.rpartition(".")[2]
        found.setdefault(suffix, []).append(page.data)
    found[".md"] = found[".md"] or found[".txt"]
    return found


def _at(draw: random.Random, data: bytes) -> int:
    return draw.randrange(len(data) + 1)


def _stretch(draw: random.Random, data: bytes) -> tuple[int, int]:
    start = _at(draw, data)
    return start, min(len(data), start + draw.choice((1, 2, 9, 80, 700, 6000)))


def lose(draw: random.Random, data: bytes) -> bytes:
    start, end = _stretch(draw, data)
    return data[:start] + data[end:]


def change(draw: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(draw.choice((1, 1, 3, 30))):
        if made:
            made[draw.randrange(len(made))] = draw.randrange(256)
    return bytes(made)


def cut(draw: random.Random, data: bytes) -> bytes:
    return data[: _at(draw, data)] if draw.random() < 0.8 else data[_at(draw, data) :]


def insert(draw: random.Random, data: bytes) -> bytes:
    at = _at(draw, data)
    more = draw.choice(
        (draw.randbytes(draw.choice((1, 40, 900))), bytes(draw.choice((1, 5000))), b"\xff\xfe", b"PK\x03\x04")
    )
    return data[:at] + more + data[at:]


def repeat(draw: random.Random, data: bytes) -> bytes:
    start, end = _stretch(draw, data)
    return data[:start] + data[start:end] * draw.choice((2, 3, 40)) + data[end:]


def shuffle(draw: random.Random, data: bytes) -> bytes:
    """Lines, or stretches of a binary file, in another order."""
    pieces = data.split(b"\n") if b"\n" in data[:4000] else [data[at : at + 500] for at in range(0, len(data), 500)]
    for _ in range(draw.choice((1, 3, 20))):
        a, b = draw.randrange(len(pieces)), draw.randrange(len(pieces))
        pieces[a], pieces[b] = pieces[b], pieces[a]
    return (b"\n" if b"\n" in data[:4000] else b"").join(pieces)


def spell(draw: random.Random, data: bytes) -> bytes:
    """In another encoding, or decoded wrongly and saved again."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data[::-1]
    return draw.choice(
        (
            text.encode("gb18030", "replace"),
            text.encode("utf-16"),
            text.encode("big5", "replace"),
            text.encode("utf-7"),
            text.encode("utf-8").decode("latin-1").encode("utf-8"),
            text.encode("utf-8").decode("gb18030", "replace").encode("utf-8"),
        )
    )


def soup(draw: random.Random, data: bytes) -> bytes:
    words = draw.choices(WORDS, k=draw.choice((5, 60, 900, 6000)))
    return draw.choice(("", "\n", " ")).join(words).encode("utf-8", "replace")


def inside(draw: random.Random, data: bytes) -> bytes:
    """A part of the package damaged, and the package whole: what checksums do not catch."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, zlib.error):
        return soup(draw, data)
    name = draw.choice(sorted(parts))
    how = draw.choice((lose, change, cut, insert, repeat, xml_soup, xml_soup))
    parts[name] = how(draw, parts[name])
    if draw.random() < 0.1:
        del parts[draw.choice(sorted(parts))]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def xml_soup(draw: random.Random, data: bytes) -> bytes:
    """Elements of the part exchanged, repeated or left out, so that it stays XML more often than not."""
    pieces = data.split(b">")
    for _ in range(draw.choice((1, 4, 20))):
        a, b = draw.randrange(len(pieces)), draw.randrange(len(pieces))
        if draw.random() < 0.5:
            pieces[a], pieces[b] = pieces[b], pieces[a]
        else:
            pieces[a] = pieces[a].replace(b'="', draw.choice((b'="9', b'="-', b'="\xe4\xb8\x80')), 1)
    return b">".join(pieces)


DAMAGES: dict[str, Damage] = {
    "lose": lose,
    "change": change,
    "cut": cut,
    "insert": insert,
    "repeat": repeat,
    "shuffle": shuffle,
    "spell": spell,
    "soup": soup,
    "inside": inside,
    "markup": xml_soup,
}

SIDECAR_KEYS = (
    "source_url",
    "retrieved_on",
    "published_on",
    "received_as",
    "note",
    "corrections",
    "withhold",
    "reply",
    "colour",
    "",
)
SIDECAR_VALUES = (
    "https://example.org/a",
    "http://[",
    "2024-01-01",
    "2024-13-45",
    "!!int ''",
    "&a [*a]",
    "[]",
    "{}",
    "- a",
    "'\\ud800'",
    '"\\ud800"',
    "9" * 300,
    ".inf",
    "~",
    "[{target: requests.granted.total, value: 5, why: a}]",
    "[{target: x, value: [1], why: a}]",
    "[{text: 我镇, why: a}]",
    "{text: a, on: 2024-01-01}",
    "|\n  long\n  text",
    "\x00",
    "\ufeff",
    "[[[[[[[[",
    "'",
    '"',
    ": :",
    "<<: *b",
)


def _sidecar(draw: random.Random) -> bytes:
    lines = (f"{draw.choice(SIDECAR_KEYS)}: {draw.choice(SIDECAR_VALUES)}" for _ in range(draw.choice((1, 2, 5))))
    made = "\n".join(lines).encode("utf-8", "surrogatepass")
    return change(draw, made) if draw.random() < 0.3 else made
