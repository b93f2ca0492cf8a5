"""What of a recognised text may name an organ, a place or a year: no words that a character is missing from.

A program that reads pictures puts ``UNREAD`` where it is not sure of a character. Around it a name is torn, and what
is left of it may be another's: of 乌�县 a 县, of 某省�县 the whole 某省.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from generator.model.documents import Text
from generator.model.reports import Sourced
from generator.model.spans import DecodedSpan, Span
from generator.reading.identity.subjects import SUBJECT
from generator.text.lines import Line

UNREAD = "\ufffd"
TORN = re.compile(r"[\u3400-\u9fff〇]*\ufffd[\u3400-\u9fff〇\ufffd]*")
"""A run of Han characters with unread ones among them or at its ends."""
TORN_END = re.compile(TORN.pattern + r"\Z")
DUST = "·•"
"""What a speck beside a title is read as."""


def without_torn(lines: Iterable[Line]) -> list[Line]:
    """``lines`` with all of a torn run unread. The words that make a title of a line stay."""
    return [structs.replace(line, text=torn_out(line.text)) if UNREAD in line.text else line for line in lines]


def torn_out(words: str) -> str:
    """``words``, as long as they are, with all of a torn run unread."""
    return TORN.sub(_unread, words)


def as_read(title: Sourced[str] | None, text: Text) -> Sourced[str] | None:
    """``title`` with what is left of its torn words, those before it as well, for people to see: without them it would
    look whole. A dot at its end is dust."""
    if title is None or title.span is None:
        return title
    before = TORN_END.search(text.decoded, 0, title.span.start)
    start = before.start() if before else title.span.start
    words = text.decoded[start : title.span.end]
    if UNREAD in words:
        title = replace(title, span=DecodedSpan(Span(start, title.span.end)), value="".join(words.split("\n")))
    return replace(title, value=title.value.rstrip(DUST))


def _unread(match: re.Match[str]) -> str:
    run = match[0]
    words = SUBJECT.search(run, run.rindex(UNREAD))
    end = words.start() if words else len(run)
    return UNREAD * end + run[end:]
