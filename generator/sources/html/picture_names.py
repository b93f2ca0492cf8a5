"""Where pictures of a saved web page may lie, by the addresses in it. Nothing is ever fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.sources.opening import read_plain_file

PAGES = (".html", ".htm")
MAX_PAGE = 64 * 2**20
SOURCE = re.compile(rb"""<img\b[^<>]*?[\s"'/]src\s*=\s*("[^"]{1,2000}"|'[^']{1,2000}'|[^\s"'>]{1,2000})""", re.I)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.I)
"""How addresses begin that lead away from the page's own folder."""
ENCODINGS = ("utf-8", "gb18030")
TOO_DEEP = 4
"""Steps of a path: nobody saves pictures further below a page."""


def names_beside(address: str) -> Iterator[str]:
    """The paths, as seen from the page's folder, that ``address`` may mean, by what its letters are encoded in; none
    where it leads elsewhere."""
    plain = re.split(r"[?#]", address.strip().replace("\\", "/"), maxsplit=1)[0]
    if not plain or ELSEWHERE.match(plain):
        return
    for encoding in ENCODINGS if "%" in plain else ENCODINGS[:1]:
        name = unquote(plain, encoding, "replace")
        steps = PurePosixPath(name).parts
        odd = name.startswith("/") or ".." in steps or any(mark in name for mark in "\0\\�")
        if steps and not odd and len(steps) <= TOO_DEEP:
            yield "/".join(steps)


def named_pictures(page: Path) -> tuple[str, ...]:
    """The paths, as seen from its folder, that the addresses of pictures in the file ``page`` may mean, each once."""
    try:
        data = read_plain_file(page, MAX_PAGE)
    except (OSError, ValueError):
        return ()
    found: dict[str, None] = {}
    for match in SOURCE.finditer(data):
        said = match[1].strip(b"\"'")
        if said[:5].lower() != b"data:":
            for encoding in ENCODINGS:
                found |= dict.fromkeys(names_beside(html.unescape(said.decode(encoding, "replace"))))
    return tuple(found)
