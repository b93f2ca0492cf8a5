"""What waits in content/inbox: files that `gongkai add` was not sure of, each with a note that says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.model.doubts import Attention, Doubt
from generator.printable import printable
from generator.sources.discover import Discovery, discover
from generator.sources.fetching import withheld_by
from generator.sources.opening import read_plain_file
from generator.sources.withheld_words import Words

INBOX = "inbox"
"""The folder beside content/reports, and how paths in it begin on lists."""
NOTE_SUFFIX = ".note.md"
"""A note stands beside its file: ``3f2a91bc.note.md`` beside ``3f2a91bc.pdf``."""
MAX_NOTE = 64 * 2**10
WHY = "- "
"""How a note's lines begin that say why."""
MAX_REASON = 300
REMEDY = "请按旁边的 .note.md 补充说明，再运行 gongkai add；不要的请删去。"
UNTRIED = "请维护者运行 gongkai add content/inbox：能确定机关和年度的会归档，其余的会在旁边写明原因。"


def waiting(inbox: Path) -> tuple[Attention, ...]:
    """A line for every file that waits in ``inbox``; nothing in it is published. Names and reasons are without what any
    sidecar there withholds."""
    found = discover(inbox)
    words = tuple(word for upload in found.uploads for word in withheld_by(upload).words)
    return Words(words).attention(tuple(_waiting(found)))


def _waiting(found: Discovery) -> Iterator[Attention]:
    for item in found.attention:
        yield replace(item, path=f"{INBOX}/{item.path}")
    for upload in found.uploads:
        if upload.path.endswith(NOTE_SUFFIX):
            continue
        why = _reason(upload.file.with_name(upload.file.stem + NOTE_SUFFIX))
        message = f"还在收件箱里，没有发布：{why}" if why else "还在收件箱里，没有发布。"
        yield Attention(f"{INBOX}/{upload.path}", Doubt("in_inbox", "sources", message, REMEDY if why else UNTRIED))


def _reason(note: Path) -> str:
    """The first reason that a note gives; "" where there is none."""
    try:
        text = read_plain_file(note, MAX_NOTE).decode("utf-8", "replace")
    except OSError:
        return ""
    lines = (line.removeprefix(WHY).strip() for line in text.splitlines() if line.startswith(WHY))
    return printable(next(lines, ""))[:MAX_REASON]
