"""Days as crawlers write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from generator.sources.sidecars import YEARS

WRITTEN = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)", re.ASCII)
RUN_TOGETHER = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?\s*", re.ASCII)
SECONDS = re.compile(r"\s*(\d{10})(?:\d{3})?(?:\.\d+)?\s*", re.ASCII)
"""Since 1970, or thousandths of them, as programs count."""


def read_date(text: str) -> date | None:
    """The day that ``text`` begins with (2024-03-01, 2024/3/1, 2024年3月1日, 20240301, with a time or without, or
    seconds since 1970); None for anything else, and for years that no report was fetched in."""
    try:
        if (found := WRITTEN.match(text)) or (found := RUN_TOGETHER.fullmatch(text)):
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif seconds := SECONDS.fullmatch(text):
            day = datetime.fromtimestamp(int(seconds[1]), UTC).date()
        else:
            return None
    except ValueError:
        return None
    return day if day.year in YEARS else None
