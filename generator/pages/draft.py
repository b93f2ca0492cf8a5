"""``/draft/``: those who write reports look at the findings before they publish. In the browser where the site has what
it takes (``make draft``), else with ``gongkai check``, which is explained in both cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import labels
from generator.pages.downloads import size_in_words
from generator.pages.gloss import glossed
from generator.pages.page import INDEX, Frame, Page
from generator.pages.site import Site

ROOT = "/draft/"
SUFFIXES = (".txt", ".md", ".markdown", ".docx", ".xlsx")
"""Files that the browser can read; tests/checking/test_drafts.py holds them to the readers."""
MOST_BYTES = 20 * 2**20
"""A file larger than this is no draft of a report, and a browser's memory is small."""
SECONDS = 15
"""What it takes at first on an ordinary computer, from a fast line to the first finding; see docs/draft.md."""


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Context of draft.html."""

    frame: Frame
    """Head, header and footer."""
    script: str
    """Address of the script; "" where the site has not what it takes."""
    worker: str
    """Address of the script that works beside the page."""
    engine: str
    """Address of the folder of what it loads."""
    size: str
    """How much that is."""
    seconds: int
    """About how long it takes."""
    suffixes: tuple[str, ...]
    """Files that can be read here."""
    most: int
    """Bytes of the largest file that is read."""
    parts: tuple[tuple[str, str, str], ...]
    """Name, version and licence of what others have made."""
    kinds: tuple[tuple[Markup, Markup], ...]
    """How findings are spoken of, and what that means."""


def draft_page(site: Site) -> Iterator[Page]:
    """``/draft/``."""
    description = "撰写政府信息公开工作年度报告的人，可以在公布之前用同一套核对看一遍草稿；文件不离开自己的电脑。"
    yield Page(f"{ROOT.strip('/')}/{INDEX}", "draft.html", lambda: _context(site, description))


def _context(site: Site, description: str) -> DraftPage:
    engine = site.engine
    return DraftPage(
        frame=site.frame(ROOT, "核对草稿", description),
        script=site.assets["draft.js"] if engine else "",
        worker=site.assets["draft-worker.js"] if engine else "",
        engine=engine.url if engine else "",
        size=size_in_words(engine.size) if engine else "",
        seconds=SECONDS,
        suffixes=SUFFIXES,
        most=MOST_BYTES,
        parts=tuple((part.name, part.version, part.license) for part in engine.parts) if engine else (),
        kinds=tuple((_glossed(words.nature), _glossed(words.heading)) for words in labels.FINDINGS.values()),
    )


def _glossed(words: labels.Bilingual) -> Markup:
    return glossed(words.zh, words.en)
