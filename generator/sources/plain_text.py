"""Reads text files: .txt and .md."""

from __future__ import annotations

import re

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, Span
from generator.repairs import repair
from generator.sources.base import Refused
from generator.sources.decode import MAX_TEXT, decode

MARKUP = re.compile(r"</?(?:table|tr|td|th|div|span|p|br|script|style|html|body|font|a|img)\b[^<>\n]{0,300}>", re.I)


def read_plain_text(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """One document; tags in it are text like any other, and doubted, since a table may hide in them."""
    decoded = decode(data, limit=MAX_TEXT)
    if decoded.text is None:
        return Refused(source, decoded.doubts)
    doubts = list(decoded.doubts)
    tag = MARKUP.search(decoded.text)
    if tag:
        doubts.append(
            Doubt(
                "markup_in_text",
                "sources",
                f"文本里有网页标签 {tag[0][:40]}，已按文字原样显示，其中的表格结构可能没有读出。",
                "若原件是网页，请以 .html 上传。",
                span=DecodedSpan(Span(*tag.span())),
            )
        )
    text = repair(decoded.text)
    read = Source(
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        size=source.size,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
    )
    return Document((read,), text, sidecar, doubts=tuple(doubts))
