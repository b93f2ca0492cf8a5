"""Checks the finished site: links, ids, markup. What it finds are bugs of the generator.

Every page is scanned once (see ``quickscan``); then the links between pages are looked up. A page's ids are
not kept: where another page points at one, that page is searched for it again. So memory does not grow with
the hundreds of line anchors that every report page has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from markupsafe import escape

from generator.publish.outward import OutwardLink, OutwardLinks
from generator.publish.pagescan import PageLink, Scan
from generator.publish.problems import Problem
from generator.publish.quickscan import scan

ORIGINALS = "originals/"
"""Uploads as they arrived; those in HTML are files to us, not pages."""

_CSS_URL = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CheckedPages:
    """What is wrong with some pages by themselves, and where they lead to."""

    problems: tuple[Problem, ...]
    links: OutwardLinks


def check_pages(pages: Mapping[str, bytes], site_url: str = "") -> CheckedPages:
    """Look at ``pages`` (path → bytes) as they were made. Links among them are looked up here; of the others one a
    target and fragment is told."""
    problems: list[Problem] = []
    scans = {path: scan(data) for path, data in sorted(pages.items())}
    links: dict[tuple[str, str], OutwardLink] = {}
    for path, found in scans.items():
        faults, led = _told(path, found, site_url)
        problems += faults
        for link in led:
            if link.target not in scans:
                links.setdefault((link.target, link.fragment), link)
            elif link.fragment and link.fragment not in scans[link.target].ids:
                problems.append(_dead_anchor(link))
    return CheckedPages(tuple(sorted(problems)), OutwardLinks.of(links.values()))


Ids = dict[str, tuple[str, Sequence[str]]]
"""Path of a page → the digest of its bytes, and ids that were found there."""


Wanted = dict[str, set[str]]
"""Path of a file → the ids that are meant in it."""


def check_links(
    links: Sequence[OutwardLinks],
    site: Path,
    files: Set[str],
    digests: Mapping[str, str] | None = None,
    known: Ids | None = None,
) -> tuple[Problem, ...]:
    """Links to files that are not there, or to ids that are not on their pages. ``files`` are all paths in ``site``.

    ``known`` are ids that were found in pages by their ``digests`` (path → digest), which are not looked for again;
    they are replaced by those that are found now.
    """
    problems, wanted = _looked_up(links, files)
    told, known = (digests or {}), ({} if known is None else known)
    before = known.copy()
    known.clear()
    missing: Wanted = {}
    for target in sorted(filter(_is_page, wanted)):
        digest, ids = told.get(target, ""), wanted[target]
        missing[target] = _missing(site / target, ids, digest, before.get(target))
        known[target] = digest, sorted(ids - missing[target])
    if any(missing.values()):
        every = (link for some in links for link in some.opened())
        problems += [_dead_anchor(link) for link in every if link.fragment in missing.get(link.target, ())]
    return tuple(sorted(problems))


def _looked_up(links: Iterable[OutwardLinks], files: Set[str]) -> tuple[list[Problem], Wanted]:
    """Links to files that are not there; and ids that are meant in those that are."""
    problems: list[Problem] = []
    wanted: Wanted = {}
    for some in links:
        targets, anchors = some.leads()
        gone = {target for target in targets if target not in files}
        for link in some.opened() if gone else ():
            if link.target in gone:
                problems.append(_dead(link, slash=f"{link.target}/index.html" in files))
        for number, fragment in anchors:
            wanted.setdefault(targets[number], set()).add(fragment)
    return problems, {target: ids for target, ids in wanted.items() if target in files}


def _missing(page: Path, ids: set[str], digest: str, known: tuple[str, Sequence[str]] | None) -> set[str]:
    """Which of ``ids`` are not on the ``page``. ``known``: a digest of its bytes, and ids that were found in these."""
    doubtful = ids - set(known[1]) if known and known[0] == digest else ids
    if not doubtful:
        return set()
    data = page.read_bytes()
    return {one for one in doubtful if not has_id(data, one)}


def has_id(page: bytes, fragment: str) -> bool:
    """Whether an element of ``page``, as our templates write it, has this id.

    In text and values quotes are escaped, so what looks like the attribute is one: scanning the page for all its ids
    takes thirty times as long.
    """
    return b' id="%s"' % escape(fragment).encode() in page


def check(site: Path, site_url: str = "") -> tuple[Problem, ...]:
    """Everything that is wrong with the site in ``site``, in order; empty for a sound one.

    Links that begin with ``site_url`` (``https://example.org``, without a last slash) are looked up like
    internal ones; all other addresses outside are accepted as links and refused as resources.
    """
    files = _files(site)
    problems: list[Problem] = []
    links: list[OutwardLink] = []
    for page in (path for path in sorted(files) if _is_page(path)):
        faults, led = _told(page, _scan(site, page), site_url)
        problems += faults
        links += led
    for page in (path for path in sorted(files) if path.endswith(".css")):
        problems += check_style(page, (site / page).read_text(encoding="utf-8"), files)
    return tuple(sorted([*problems, *check_links([OutwardLinks.of(links)], site, files)]))


def _told(page: str, found: Scan, site_url: str) -> tuple[list[Problem], list[OutwardLink]]:
    """What is wrong with a page by itself, and the links that leave it for another of the site."""
    resolved = [_resolve(page, link, site_url) for link in found.links]
    faults = [Problem(page, fault.line, fault.code, fault.message) for fault in found.faults]
    faults += [one for one in resolved if isinstance(one, Problem)]
    return faults, [one for one in resolved if isinstance(one, OutwardLink)]


def _files(site: Path) -> frozenset[str]:
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def _is_page(path: str) -> bool:
    return path.endswith(".html") and not path.startswith(ORIGINALS)


def _scan(site: Path, page: str) -> Scan:
    return scan((site / page).read_bytes())


def _without_site(address: str, site_url: str) -> str:
    """An address of our own site from its root on; any other as it is."""
    if site_url and (address == site_url or address.startswith(f"{site_url}/")):
        return address[len(site_url) :] or "/"
    return address


def _dead(link: OutwardLink, *, slash: bool) -> Problem:
    """``slash``: there is a page at the address with a slash behind it."""
    code, why = ("no_slash", "needs a / at its end") if slash else ("dead_link", "no such file")
    return Problem(link.page, link.line, code, f"link to {link.address}: {why}")


def _dead_anchor(link: OutwardLink) -> Problem:
    message = f"link to {link.target}#{link.fragment}: no such id there"
    return Problem(link.page, link.line, "dead_anchor", message)


def _resolve(page: str, link: PageLink, site_url: str) -> OutwardLink | Problem | None:
    """Where one link that leaves its page leads to within the site; None for another site."""
    address = _without_site(link.address, site_url)
    place = _place("" if address.startswith("/") else page, address)
    if place is None:
        if link.resource:
            return Problem(page, link.line, "external_resource", f"loaded from elsewhere: {address[:80]}")
        return None
    if page == "404.html" and not address.startswith("/"):
        message = f"shown at any depth, so its addresses must begin with /: {address}"
        return Problem(page, link.line, "relative_on_404", message)
    return OutwardLink(page, link.line, address, *place)


@lru_cache(maxsize=8192)
def _place(page: str, address: str) -> tuple[str, str] | None:
    """The path in the site and the id there that ``address`` means on ``page``; None for another site.

    Most links of a page stand on every page: they are resolved once.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return _target(page, unquote(parts.path)), unquote(parts.fragment.partition(":~:")[0])


def _target(page: str, path: str) -> str:
    """The file that ``path``, written on ``page``, stands for; it begins with ``..`` if outside the site."""
    if not path:
        return page
    target = normpath(path[1:] if path.startswith("/") else join(dirname(page), path))
    if path == "/" or target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") else target


def check_style(page: str, text: str, files: Set[str]) -> Iterator[Problem]:
    """Problems of one style sheet: what it refers to and is not among ``files``, or lies elsewhere."""
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
