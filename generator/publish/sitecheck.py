"""Checks the finished site: links, ids, markup. What it finds are bugs of the generator.

Every page is scanned once (see ``pagescan``); then the links between pages are looked up. A page's ids are
not kept: where another page points at one, that page is scanned for it again. So memory does not grow with
the hundreds of line anchors that every report page has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from generator.publish.pagescan import PageLink, Scan, scan

ORIGINALS = "originals/"
"""Uploads as they arrived; those in HTML are files to us, not pages."""

_CSS_URL = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: ``page`` is its path in the site, ``code`` is stable (``dead_link``)."""

    page: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"


def check(site: Path, site_url: str = "") -> tuple[Problem, ...]:
    """Everything that is wrong with the site in ``site``, in order; empty for a sound one.

    Links that begin with ``site_url`` (``https://example.org``, without a last slash) are looked up like
    internal ones; all other addresses outside are accepted as links and refused as resources.
    """
    files = _files(site)
    problems: list[Problem] = []
    wanted: dict[str, dict[str, list[tuple[str, int]]]] = {}
    for page in (path for path in sorted(files) if _is_page(path)):
        found = _scan(site, page)
        problems += [Problem(page, fault.line, fault.code, fault.message) for fault in found.faults]
        for link in found.links:
            problems += _follow(page, link, files, site_url, wanted)
    for page in (path for path in sorted(files) if path.endswith(".css")):
        problems += _check_css(page, (site / page).read_text(encoding="utf-8"), files)
    for target, fragments in sorted(wanted.items()):
        ids = _scan(site, target).ids
        for fragment in sorted(fragments.keys() - ids):
            for page, line in fragments[fragment]:
                message = f"link to {target}#{fragment}: no such id there"
                problems.append(Problem(page, line, "dead_anchor", message))
    return tuple(sorted(problems))


def _files(site: Path) -> frozenset[str]:
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def _is_page(path: str) -> bool:
    return path.endswith(".html") and not path.startswith(ORIGINALS)


def _scan(site: Path, page: str) -> Scan:
    data = (site / page).read_bytes()
    return scan(data.decode("utf-8", errors="replace"), valid_text=_is_utf8(data))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_site(address: str, site_url: str) -> str:
    """An address of our own site from its root on; any other as it is."""
    if site_url and (address == site_url or address.startswith(f"{site_url}/")):
        return address[len(site_url) :] or "/"
    return address


def _dead(page: str, line: int, address: str, *, slash: bool) -> Problem:
    """``slash``: there is a page at the address with a slash behind it."""
    code, why = ("no_slash", "needs a / at its end") if slash else ("dead_link", "no such file")
    return Problem(page, line, code, f"link to {address}: {why}")


def _follow(
    page: str,
    link: PageLink,
    files: frozenset[str],
    site_url: str,
    wanted: dict[str, dict[str, list[tuple[str, int]]]],
) -> Iterator[Problem]:
    """Problems of one link that leaves its page; an anchor on another page goes into ``wanted``."""
    address = _without_site(link.address, site_url)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if link.resource:
            yield Problem(page, link.line, "external_resource", f"loaded from elsewhere: {address[:80]}")
        return
    if page == "404.html" and not address.startswith("/"):
        message = f"shown at any depth, so its addresses must begin with /: {address}"
        yield Problem(page, link.line, "relative_on_404", message)
        return
    target = _target(page, unquote(parts.path))
    if target not in files:
        yield _dead(page, link.line, address, slash=f"{target}/index.html" in files)
        return
    fragment = unquote(parts.fragment.partition(":~:")[0])
    if fragment and _is_page(target):
        wanted.setdefault(target, {}).setdefault(fragment, []).append((page, link.line))


def _target(page: str, path: str) -> str:
    """The file that ``path``, written on ``page``, stands for; it begins with ``..`` if outside the site."""
    if not path:
        return page
    target = normpath(path[1:] if path.startswith("/") else join(dirname(page), path))
    if path == "/" or target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") else target


def _check_css(page: str, text: str, files: frozenset[str]) -> Iterator[Problem]:
    for match in _CSS_URL.finditer(text):
        address = match[1]
        line = text.count("\n", 0, match.start()) + 1
        parts = urlsplit(address)
        if parts.scheme == "data" or (not parts.path and parts.fragment):
            continue
        if parts.scheme or parts.netloc:
            yield Problem(page, line, "external_resource", f"loaded from elsewhere: {address[:80]}")
            continue
        if _target(page, unquote(parts.path)) not in files:
            yield Problem(page, line, "dead_link", f"refers to {address}: no such file")
