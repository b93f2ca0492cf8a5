"""How the words of a page come together as lines: which blanks count, and what is no number."""

from __future__ import annotations

import re

TITLE_NAMES = re.compile(r"title|biaoti|(?:^|[\s_-])bt(?:$|[\s_-])|headline|subject", re.I)
HAN = "\u2e80-\u9fff"
JOIN = re.compile(rf"(?<=[{HAN}，。、；：（）《》“”])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{HAN}，。、；：（）《》“”])")
BLANKS = re.compile(r"[ \t\r\n\f]+")
GAP = "\u2003"
"""Parts digits that are seen apart."""
NO_DIGITS = re.compile(r"\s*[-/—–－−‐\\／无零〇○oO一二三四五六七八九十百千万]{1,4}\s*")
"""What a cell may say instead of a number: where it is perhaps not seen, nothing is said."""
LINE_END = re.compile(r"(?<=\d)[ \t]*\n\s*(?=\d)")
BLOCKLIKE = re.compile(r"display\s*:\s*(?:inline-)?(?:block|flex|grid|table|list-item)", re.I)
STRIKING = frozenset(("del", "s", "strike"))
