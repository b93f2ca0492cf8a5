"""Uploads that need attention: file, place, doubt and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import labels
from generator.pages.page import INDEX, Frame, Page
from generator.pages.site import Site

ATTENTION = f"attention/{INDEX}"
TONES = {"refused": "clash", "warning": "doubt", "note": "mute"}


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One place of one upload."""

    path: str
    """The file, relative to the reports folder."""
    line: int | None
    """The line in it, from 1."""
    message: str
    """What the trouble is."""
    remedy: str
    """What would help."""
    kind: str
    """How loud it is, in words."""
    tone: str
    """The same as a tone."""
    original: str
    """Address of the original, where it is published although it could not be read; else ""."""


@dataclass(frozen=True, slots=True)
class AttentionPage:
    """Context of attention.html."""

    frame: Frame
    """Head, header and footer."""
    uploads: int
    """Files seen."""
    troubles: tuple[AttentionItem, ...]
    """By file."""


def attention_page(site: Site) -> Iterator[Page]:
    """``/attention/``."""
    troubles = tuple(
        AttentionItem(
            a.path,
            a.line,
            a.doubt.message,
            a.doubt.remedy,
            labels.zh(labels.LOUDNESS, a.doubt.loudness.value),
            TONES[a.doubt.loudness.value],
            f"/originals/{a.original}{PurePosixPath(a.path).suffix.lower()}" if a.original else "",
        )
        for a in site.archive.attention
    )
    description = "未能读取或没有读准的上传文件：在哪里、是什么问题、怎样补救。"
    frame = site.frame("/attention/", "待处理的上传", description)
    context = AttentionPage(frame, site.archive.uploads, troubles)
    yield Page(ATTENTION, "attention.html", lambda: context)
