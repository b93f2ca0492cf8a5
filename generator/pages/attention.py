"""Uploads that need attention: file, place, doubt and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath

from generator import labels
from generator.model.doubts import Attention
from generator.pages.lists import PartLine, page_links
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, Step, Way, below, parted
from generator.pages.region.tiles import PLACES
from generator.pages.site import HOME, Site
from generator.pages.wording import year_name

ATTENTION = "attention/"
"""With which the paths of these pages begin."""
MOST_REPORTS = 3
"""Reports of one file that are named; it may hold hundreds."""
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
    reports: tuple[Link, ...]
    """The reports that were read from it, whose pages lead to the line."""


@dataclass(frozen=True, slots=True)
class AttentionKind:
    """Troubles of one loudness."""

    name: str
    """How loud they are, in words."""
    tone: str
    """The same as a tone."""
    places: int
    """How many."""
    files: int
    """In how many files."""


@dataclass(frozen=True, slots=True)
class AttentionPage:
    """Context of attention.html."""

    frame: Frame
    """Head, header and footer."""
    uploads: int
    """Files seen; 0 on the pages below, which do not tell."""
    kinds: tuple[AttentionKind, ...]
    """All troubles of this part, loudest first."""
    parts: tuple[PartLine, ...]
    """Folders with pages of their own, where there are too many for this one."""
    troubles: tuple[AttentionItem, ...]
    """Those that stand here, by file."""
    pages: tuple[Link, ...]
    """Further pages of the same."""


def attention_pages(site: Site) -> Iterator[Page]:
    """``/attention/`` and, where much needs attention, a page a region or folder: ``/attention/64/``."""
    reports: dict[str, list[Link]] = {}
    for entry in site.archive.all:
        link = Link(f"{entry.report.organ.known_as or '机关不明'} {year_name(entry.report)}", f"{entry.url}#findings")
        reports.setdefault(entry.report.source.path, []).append(link)
    root = parted(site.archive.attention, partial(folder_way, site), f"/{ATTENTION}")
    for part in (root, *below(root)):
        yield Page(part.url.strip("/") + "/" + INDEX, "attention.html", partial(_context, site, part, reports))


def folder_way(site: Site, attention: Attention) -> Way:
    """By region where the uploads are filed by its code, else by folder; below that by a digest of folder and file.

    Folders may bear any name; what is no plain word becomes a digest, and no two steps have one key.
    """
    *folders, _ = attention.path.split("/")
    steps = _top_steps(site, folders[0] if folders else "")
    if len(folders) > 1:
        steps.append(Step(f"{steps[-1].key}-{_digest(folders[1])}", "/".join(folders[:2])))
    key, digest = steps[-1].key, _digest(attention.path)
    return (*steps, *(Step(f"{key}-{digest[:n]}", f"编号 {digest[:n]}…") for n in (1, 2)))


def _top_steps(site: Site, folder: str) -> list[Step]:
    if re.fullmatch(r"(?:[0-9]{2}){1,3}", folder) and folder[:2] in PLACES:
        regions = site.archive.regions
        codes = [folder[:length] for length in (2, 4, 6) if length <= len(folder)]
        return [Step(code, regions[code].name if code in regions else code) for code in codes]
    if re.fullmatch(r"[a-z0-9]{1,20}", folder):
        return [Step(folder, folder)]
    return [Step(f"folder-{_digest(folder)}" if folder else "top-files", folder or "不在文件夹里的文件")]


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _context(site: Site, part: Part[Attention], reports: Mapping[str, Sequence[Link]]) -> AttentionPage:
    top = part.url == f"/{ATTENTION}"
    title = "待处理的上传" + ("" if top else f"：{part.name}")
    crumbs = (HOME,) if top else (HOME, Link("待处理的上传", f"/{ATTENTION}"), *part.above)
    description = "未能读取或没有读准的上传文件：在哪里、是什么问题、怎样补救。"
    return AttentionPage(
        frame=site.frame(part.url, title, description, crumbs=crumbs),
        uploads=site.archive.uploads if top else 0,
        kinds=_kinds(part.items),
        parts=tuple(PartLine(one.name, one.url, len(one.items), ()) for one in part.parts),
        troubles=tuple(_item(attention, reports.get(attention.path, ())) for attention in part.own),
        pages=page_links(part),
    )


def _kinds(items: Iterable[Attention]) -> tuple[AttentionKind, ...]:
    paths: dict[str, list[str]] = {loudness: [] for loudness in TONES}
    for attention in items:
        paths[attention.doubt.loudness.value].append(attention.path)
    return tuple(
        AttentionKind(labels.zh(labels.LOUDNESS, loudness), TONES[loudness], len(found), len(set(found)))
        for loudness, found in paths.items()
        if found
    )


def _item(attention: Attention, reports: Sequence[Link]) -> AttentionItem:
    loudness = attention.doubt.loudness.value
    return AttentionItem(
        attention.path,
        attention.line,
        attention.doubt.message,
        attention.doubt.remedy,
        labels.zh(labels.LOUDNESS, loudness),
        TONES[loudness],
        f"/originals/{attention.original}{PurePosixPath(attention.path).suffix.lower()}" if attention.original else "",
        tuple(reports[:MOST_REPORTS]),
    )
