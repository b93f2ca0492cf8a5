"""Web pages that show a cell otherwise than it is written, and styled pages that show it as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from benchmarks.eyes.html_everyday import EVERYDAY
from benchmarks.eyes.html_harmless import HARMLESS
from benchmarks.eyes.html_hostile import HOSTILE
from benchmarks.eyes.html_more import MORE
from benchmarks.eyes.trick import Kind, Trick
from tests.sources.html_writing import FORMS, Dress, random_values, write_page

PROBE = (2, "administrative_licensing", "decisions")
MARK = "31415"
Parts = Mapping[str, str]
"""``cell``: the markup in the probe cell. Beside it perhaps: ``css``, ``head``, ``before`` and ``after`` (the article),
``td``, ``tr``, ``table``, ``body`` (attributes, those of ``table`` for every table), ``quirks`` (no doctype)."""


def page(parts: Parts) -> bytes:
    """A whole report of ones around the probe cell."""
    values = dict.fromkeys(random_values(FORMS.get("2021"), 0), "1") | {PROBE: MARK}
    table = f"<table border=1 cellspacing=0 {parts.get('table', '')}>"
    markup = write_page("2021", values, Dress(table=table, cell=lambda text: escape(text)))
    row = f"<tr {parts.get('tr', '')}>"
    markup = re.sub(
        rf"<tr>((?:(?!<tr>).)*?)<td([^>]*)>{MARK}</td>",
        lambda match: f'{row}{match[1]}<td{match[2]} id="probe" {parts.get("td", "")}>{parts["cell"]}</td>',
        markup,
        count=1,
        flags=re.S,
    )
    head = f"{parts.get('head', '')}<style>{parts['css']}</style>" if "css" in parts else parts.get("head", "")
    markup = markup.replace("</head>", f"{head}</head>", 1)
    body = re.search(r"<body[^>]*>", markup)
    assert body is not None and 'id="probe"' in markup and "</head>" in markup
    markup = f"{markup[: body.start()]}<body {parts.get('body', '')}>{parts.get('before', '')}{markup[body.end() :]}"
    markup = markup.replace("</body>", f"{parts.get('after', '')}</body>", 1)
    return (markup.replace("<!DOCTYPE html>", "") if "quirks" in parts else markup).encode()


def tricks() -> list[Trick]:
    groups = (
        (Kind.EVERYDAY, EVERYDAY), (Kind.HOSTILE, HOSTILE), (Kind.HARMLESS, HARMLESS), (Kind.HOSTILE, MORE),
    )  # fmt: skip
    return [Trick(name, kind, ".html", page(parts)) for kind, group in groups for name, parts in group.items()]
