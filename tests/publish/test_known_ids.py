"""Ids that an earlier build found are not looked for again, as long as their page has the same bytes."""

from __future__ import annotations

from pathlib import Path

from generator.publish.outward import OutwardLink, OutwardLinks
from generator.publish.sitecheck import Ids, check_links
from generator.publish.standing import digest_of


def _link(fragment: str) -> OutwardLinks:
    return OutwardLinks.of([OutwardLink("a.html", 1, "/b.html", "b.html", fragment)])


def _checked(site: Path, known: Ids, *fragments: str) -> list[str]:
    digests = {"b.html": digest_of((site / "b.html").read_bytes())}
    links = [_link(fragment) for fragment in fragments]
    return [one.message for one in check_links(links, site, {"a.html", "b.html"}, digests, known)]


def test_what_was_found_in_these_bytes_is_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b'<p id="one"></p>')
    digest = digest_of(b'<p id="one"></p>')
    known: Ids = {"b.html": (digest, ["one", "told"])}
    assert _checked(tmp_path, known, "one", "told") == []
    assert known == {"b.html": (digest, ["one", "told"])}


def test_in_other_bytes_it_is(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b'<p id="one"></p>')
    known: Ids = {"b.html": ("of other bytes", ["one", "two"])}
    assert _checked(tmp_path, known, "one", "two") == ["link to b.html#two: no such id there"]
    assert known == {"b.html": (digest_of(b'<p id="one"></p>'), ["one"])}


def test_what_is_missing_is_missing_each_time(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b'<p id="one"></p>')
    known: Ids = {}
    for _ in range(2):
        assert _checked(tmp_path, known, "one", "two") == ["link to b.html#two: no such id there"]


def test_pages_that_nothing_leads_to_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b'<p id="one"></p>')
    known: Ids = {"c.html": ("digest", ["one"])}
    _checked(tmp_path, known, "one")
    assert list(known) == ["b.html"]
