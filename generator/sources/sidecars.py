"""Reads the YAML beside an upload. What it says wrongly is doubted, the upload goes on without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

from generator.addresses import is_web_address
from generator.model.doubts import Attention, Doubt
from generator.model.sidecars import Amount, Confirmation, Correction, Reply, Sidecar, Withheld
from generator.printable import printable
from generator.sources.plain_yaml import TAGGED, BrokenError, KeyEntry, read_mapping

MAX_TEXT = 20_000
"""Characters of a note or a reply; a whole report has about 5,000."""
MAX_LINE = 500
"""Characters of a reason, a name or an address in a table: they stand on one line."""
MAX_DIGITS = 18
"""Digits of a number: ten times the gross product of the world in 分 has 17. Longer ones are slips of the keyboard."""
MAX_COMPLAINTS = 20
"""Complaints about one sidecar that are listed one by one."""
MAX_SHOWN = 40
"""Characters of a wrong key that a message repeats."""
YEARS = range(1990, 2100)
"""No government published or was asked anything of this kind before, and no clock of ours is that far off."""

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_LINE, pattern=r"\S")]


class _Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    target: Line
    value: Annotated[str, msgspec.Meta(max_length=MAX_LINE)] | None
    why: Line


class _Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    target: Line
    read: Annotated[str, msgspec.Meta(max_length=MAX_LINE)]
    why: Line


class _Withheld(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: Line
    text: Text | None = None
    original: Literal["true", "True", "TRUE"] | None = None


class _Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: Text
    on: date | None = None
    source_url: str | None = None


class _BadValueError(Exception):
    """What is wrong with a value of the right type, and where in it."""


def _address(value: str) -> str:
    if not is_web_address(value.strip()):
        raise _BadValueError("网址不完整，或含有不安全的写法")
    return value.strip()


def _day(value: date) -> date:
    if value.year not in YEARS:
        raise _BadValueError(f"年份应在 {YEARS.start} 与 {YEARS.stop - 1} 之间")
    return value


def _pages(names: list[str]) -> tuple[str, ...]:
    return tuple(map(str.strip, names))


def _corrections(items: list[_Correction]) -> tuple[Correction, ...]:
    return tuple(Correction(item.target, _number(item.value), item.why) for item in items)


def _confirmed(items: list[_Confirmation]) -> tuple[Confirmation, ...]:
    return tuple(Confirmation(item.target.strip(), item.read, item.why) for item in items)


def _number(value: str | None) -> str | int | Amount | None:
    """Numbers as people write them: 010 is no eight and 1:30 no ninety, both stay text. 1e999 is no number."""
    if value is None:
        return None
    if sum(character.isdigit() for character in value) > MAX_DIGITS:
        raise _BadValueError(f"数字超过 {MAX_DIGITS} 位")
    if re.fullmatch(r"[-+]?(?:0|[1-9][0-9]*)", value):
        return int(value)
    return Amount(Decimal(value)) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", value) else value


def _withhold(items: list[_Withheld]) -> tuple[Withheld, ...]:
    if any((item.text is None) == (item.original is None) for item in items):
        raise _BadValueError("每项应含 text 或 original: true 之一")
    return tuple(Withheld(item.text or "", item.why) for item in items)


def _reply(reply: _Reply) -> Reply:
    url = None if reply.source_url is None else _address(reply.source_url)
    return Reply(reply.text.strip(), None if reply.on is None else _day(reply.on), url)


FIELDS: Mapping[str, tuple[Any, Callable[[Any], Any], str]] = {
    "source_url": (Text, _address, "应为 http:// 或 https:// 开头的网址。"),
    "retrieved_on": (date, _day, "应为日期，如 2024-03-01。"),
    "published_on": (date, _day, "应为日期，如 2024-01-28。"),
    "received_as": (Line, str.strip, "应为收到时的文件名。"),
    "note": (Text, str.strip, "应为一段文字。"),
    "pages": (list[Line], _pages, "应为同一文件夹里图片的文件名，按页序排列，如 [2021-p2.jpg, 2021-p3.jpg]。"),
    "corrections": (list[_Correction], _corrections, "应为列表，每项含 target、value、why。"),
    "confirmed": (list[_Confirmation], _confirmed, "应为列表，每项含 target、read、why。"),
    "withhold": (
        list[_Withheld],
        _withhold,
        "应为列表，每项含 why，以及 text（要遮盖的原文）或 original: true（整个原件）。",
    ),
    "reply": (_Reply, _reply, "应含 text，可含 on（日期）与 source_url。"),
}
"""Key -> its type, what makes our value of it, and what is expected."""

KEYS = tuple(FIELDS)

EVERYTHING = Withheld("", "遮盖的要求没有读懂，原件暂不公布。")
"""What a broken ``withhold`` stands for: somebody wanted something kept back, so nothing is let out by mistake."""


def read_sidecar(path: str, data: bytes) -> tuple[Sidecar, tuple[Attention, ...]]:
    """The sidecar at ``path`` (relative, for messages) and what is wrong with it."""
    try:
        entries = read_mapping(data)
    except BrokenError as error:
        # Bytes of UTF-16 hold the word with NULs between its letters.
        keep_back = b"withhold" in data.replace(b"\0", b"").lower()
        remedy = f"请修正后重新上传；可用的键：{'、'.join(KEYS)}。"
        return unread_sidecar(path, f"说明文件{error.message}，已忽略。", remedy, error.line, keep_back=keep_back)
    good: dict[str, Any] = {}
    wrong: list[Attention] = list(_tagged(path, entries))
    for entry in entries:
        if entry.trouble == TAGGED:
            good |= {"withhold": (EVERYTHING,)} if entry.key == "withhold" else {}
            continue
        value, complaint = _taken(path, entry)
        if complaint is not None:
            wrong.append(complaint)
        elif value is not None:
            good[entry.key] = value
        if complaint is not None and entry.key == "withhold":
            good[entry.key] = (EVERYTHING,)
    return Sidecar(path=path, **good), _bounded(path, wrong)


def unread_sidecar(
    path: str, message: str, remedy: str, line: int | None = None, *, keep_back: bool
) -> tuple[Sidecar, tuple[Attention, ...]]:
    """What stands for a sidecar that cannot be taken; with ``keep_back`` the original is not served meanwhile."""
    doubt = Doubt("broken_sidecar", "sources", message, remedy)
    return Sidecar(path=path, withhold=(EVERYTHING,) if keep_back else ()), (Attention(path, doubt, line),)


def _tagged(path: str, entries: Iterable[KeyEntry]) -> Iterator[Attention]:
    """One complaint for all keys whose values use a part of YAML that is not taken."""
    keys = [printable(entry.key[:MAX_SHOWN]) for entry in entries if entry.trouble == TAGGED]
    if keys:
        shown = "、".join(keys[:MAX_COMPLAINTS])
        message = f"说明文件{TAGGED}，用了它们的键已忽略：{shown}。"
        yield Attention(path, Doubt("broken_sidecar", "sources", message, "请直接写出值。"))


def _taken(path: str, entry: KeyEntry) -> tuple[Any, Attention | None]:
    """The value of one key, or what is wrong with it."""
    shown = printable(entry.key[:MAX_SHOWN])

    def wrong(code: str, message: str, remedy: str) -> tuple[None, Attention]:
        return None, Attention(path, Doubt(code, "sources", message, remedy), entry.line)

    if entry.key not in FIELDS:
        return wrong("unknown_key", f"不认识的键“{shown}”，已忽略。", f"可用的键：{'、'.join(KEYS)}。")
    kind, made, expected = FIELDS[entry.key]
    if entry.trouble:
        return wrong("broken_sidecar", f"“{shown}”：{entry.trouble}，已忽略。", expected)
    try:
        return made(msgspec.convert(entry.value, kind)), None
    except msgspec.ValidationError as error:
        why = f"的值不合要求（{_place(str(error))}），已忽略。" if _place(str(error)) else "的值不合要求，已忽略。"
    except _BadValueError as error:
        why = f"的值不合要求（{error}），已忽略。"
    return wrong("bad_value", f"“{shown}”{why}", expected)


def _place(message: str) -> str:
    """Where in the value the library found fault: ``Expected `str` … at `$[1].why` `` is 第 2 项的 why."""
    if missing := re.search(r"missing required field `(\w+)`", message):
        return f"{_item(message)}缺少 {missing[1]}"
    if unknown := re.search(r"unknown field `([^`]*)`", message):
        return f"{_item(message)}有不认识的 {printable(unknown[1][:MAX_SHOWN])}"
    field = re.search(r"`\$(?:\[\d+\])?\.(\w+)`$", message)
    return f"{_item(message)}{field[1] if field else ''}"


def _item(message: str) -> str:
    number = re.search(r"`\$\[(\d+)\][^`]*`$", message)
    return f"第 {int(number[1]) + 1} 项 " if number else ""


def _bounded(path: str, wrong: list[Attention]) -> tuple[Attention, ...]:
    more = len(wrong) - MAX_COMPLAINTS
    if more <= 0:
        return tuple(wrong)
    doubt = Doubt("broken_sidecar", "sources", f"说明文件还有 {more} 处不合要求，不再逐一列出。", "请先修正前面各处。")
    return (*wrong[:MAX_COMPLAINTS], Attention(path, doubt, wrong[MAX_COMPLAINTS].line))
