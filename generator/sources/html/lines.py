"""How the words of a page come together as lines: which blanks count, and what is no number."""

from __future__ import annotations

import re

TITLE_NAMES = re.compile(r"title|biaoti|(?:^|[\s_-])bt(?:$|[\s_-])|headline|subject", re.I)
HAN = "\u2e80-\u9fff"
JOIN = re.compile(rf"(?<=[{HAN}，。、；：（）《》“”])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{HAN}，。、；：（）《》“”])")
BLANKS = re.compile(r"[ \t\r\n\f]+")
WIDE_BLANKS = re.compile(r"[ \t]*\t[ \t]*| {2,}")
"""Seen as a gap where blanks are kept as they are written."""
GAP = "\u2003"
"""Parts digits that are seen apart."""
NO_DIGITS = re.compile(r"\s*[-/—–－−‐\\／无零〇○oO一二三四五六七八九十百千万]{1,4}\s*")
"""What a cell may say instead of a number: where it is perhaps not seen, nothing is said."""
LINE_END = re.compile(r"(?<=\d)[ \t]*\n\s*(?=\d)")
BLOCKLIKE = re.compile(r"display\s*:\s*(?:inline-)?(?:block|flex|grid|table|list-item)", re.I)
STRIKING = frozenset(("del", "s", "strike"))
HAN_WORDS = re.compile("[\u4e00-\u9fff]")
UNPRINTED = (
    " \t\r\n\f\xa0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u2800\u3164\u115f\u1160\uffa0"
)
"""Characters that leave no ink."""
NUMBER_ENDS = frozenset("0123456789０１２３４５６７８９.．")
SMALLER, LARGER = 0.8, 1.7
"""Sizes that a digit of one number may have, as a share of the size of the one before it: the marks of notes are small
and stand behind."""
