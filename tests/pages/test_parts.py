"""Long lists in parts: everything is reached once, no page is longer than the limit, addresses stay."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from generator.model.doubts import Attention, Doubt
from generator.pages import all_pages, parts
from generator.pages.attention import MOST_REPORTS, folder_way
from generator.pages.page import INDEX
from generator.pages.parts import Part, Step, Way, below, parted
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, parsed, words

PLACES = tuple(f"{a}{b:02}{c:02}" for a in (64, 65) for b in range(3) for c in range(2))


def way(item: tuple[str, int]) -> Way:
    code = item[0]
    return tuple(Step(code[:length], f"<{code[:length]}>") for length in (2, 4, 6))


def pages_of(root: Part[tuple[str, int]]) -> Iterator[Part[tuple[str, int]]]:
    yield root
    yield from below(root)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("split", [False, True])
def test_every_item_stands_on_one_page_of_bounded_length(
    monkeypatch: pytest.MonkeyPatch, seed: int, split: bool
) -> None:
    monkeypatch.setattr(parts, "MOST", 7)
    chance = random.Random(seed)
    items = [(chance.choice(PLACES), number) for number in range(chance.choice((1, 7, 8, 40, 300)))]
    found = list(pages_of(parted(items, way, "/x/", split=split)))
    assert sorted(item for page in found for item in page.own) == sorted(items)
    assert all(len(page.own) <= 7 for page in found)
    urls = [page.url for page in found]
    assert len(set(urls)) == len(urls)
    for page in filled(found):
        assert [link.url for link in page.above] == [u for u in urls if u in {link.url for link in page.above}]
        elsewhere = sum(len(part.items) for part in page.parts) + sum(len(further.own) for further in page.pages)
        assert elsewhere + len(page.own) == len(page.items)


def test_what_is_added_elsewhere_moves_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 7)
    items = [(code, number) for code in PLACES for number in range(5)]
    before = {page.url: page for page in pages_of(parted(items, way, "/x/", split=True))}
    after = {page.url: page for page in pages_of(parted([*items, ("650101", 99)], way, "/x/", split=True))}
    assert before.keys() <= after.keys()
    changed = {url for url, page in before.items() if after[url] != page}
    assert changed == {"/x/", "/x/65/", "/x/6501/", "/x/650101/"}


def links(text: str) -> set[str]:
    return {e.get("href") or "" for e in parsed(text).iter("a")}


def made(renderer: Renderer, **changes: object) -> Mapping[str, str]:
    archive = replace(samples.archive(), **changes)  # type: ignore[arg-type]
    return {page.path: renderer.render(page).decode() for page in all_pages(samples.site(archive))}


def test_a_year_lists_provinces_and_these_the_reports(rendered: Mapping[str, str]) -> None:
    for year, entries in filled(samples.archive().years.items()):
        top, province = rendered[f"year/{year}/{INDEX}"], rendered[f"year/{year}/99/{INDEX}"]
        assert f"/year/{year}/99/" in links(top)
        placed = {entry.url for entry in entries if entry not in samples.archive().unplaced}
        shown = {a.get("href") for list_ in by_class(parsed(top), "entries") for a in list_.iter("a")}
        assert not placed & shown
        assert placed <= links(province)
        assert f"/year/{year}/" in links(province)


def test_a_long_list_of_failures_is_split_by_region_and_year(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 1)
    archive = samples.archive()
    check = replace(archive.checks["A01"], failed=archive.entries)
    pages = made(renderer, checks={**archive.checks, "A01": check})
    parts_ = [path for path in pages if path.startswith("checks/A01/")]
    assert f"checks/A01/990101/{INDEX}" in parts_ and f"checks/A01/990101-2020/{INDEX}" in parts_
    listed = [a.get("href") for path in parts_ for e in by_class(parsed(pages[path]), "entries") for a in e.iter("a")]
    assert sorted(filter(None, listed)) == sorted(entry.url for entry in archive.entries)
    assert "/checks/A01/99/" in links(pages[f"checks/A01/{INDEX}"])


def test_reports_without_organ_or_year_have_a_list(rendered: Mapping[str, str]) -> None:
    (lost,) = samples.archive().unplaced
    assert lost.url in links(rendered[f"unplaced/{INDEX}"])
    assert "/unplaced/" in links(rendered[lost.url[1:] + INDEX])
    assert words(next(parsed(rendered[f"unplaced/{INDEX}"]).iter("h1"))) == "归属不明的报告"


def test_organs_of_a_long_letter_or_province_are_split_by_region(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 1)
    pages = made(renderer)
    assert {f"organs/{key}/{INDEX}" for key in ("99", "9901", "990101", "990101/page-2", "b", "w")} <= pages.keys()
    listed = [
        a.get("href")
        for path in (f"organs/990101/{INDEX}", f"organs/990101/page-2/{INDEX}")
        for e in by_class(parsed(pages[path]), "index")
        for a in e.iter("a")
    ]
    assert sorted(filter(None, listed)) == sorted(shelf.url for shelf in samples.archive().organs.values())


def attention(path: str, line: int = 1) -> Attention:
    return Attention(path, Doubt("truncated", "reading", "报告似乎不完整。", "请附上全文"), line)


def test_much_attention_is_split_by_region_and_folder(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    paths = ("640324/zhen/2020.txt", "640324/ju/2020.txt", "6403/ju/2021.txt", "inbox/空.txt", "甲 乙/1.txt", "x.txt")
    listed = tuple(attention(path, line) for path in sorted(paths) for line in (1, 2, 3))
    pages = {path: text for path, text in made(renderer, attention=listed).items() if path.startswith("attention/")}
    assert {f"attention/{key}/{INDEX}" for key in ("64", "6403", "640324", "inbox", "top-files")} <= pages.keys()
    rows = [words(th) for text in pages.values() for th in parsed(text).iter("th") if th.get("scope") == "row"]
    assert sorted(rows) == sorted(one.path for one in listed)
    assert all(re.fullmatch(r"attention/(?:[a-z0-9-]+/)*index\.html", path) for path in pages)


def test_no_two_folders_share_a_page() -> None:
    site = samples.site()
    names = ("a", "a-b", "a/b", "folder-0", "top-files", "", "64", "6403", "2020", "A", "甲", "page-2", "x" * 30)
    ways = [folder_way(site, attention(f"{name}/1.txt".lstrip("/"))) for name in names]
    last_keys = [way[-1].key for way in ways]
    assert len(set(last_keys)) == len(last_keys)


def test_a_template_of_many_reports_is_split_by_region_and_year(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 1)
    pages = {path: text for path, text in made(renderer).items() if path.startswith("checks/F05/clusters/")}
    members = [report.id for cluster in samples.archive().similarity.clusters for report in cluster.reports]
    wanted = {samples.archive().by_id[id_].url for id_ in members}
    rows = [a.get("href") or "" for text in pages.values() for th in parsed(text).iter("th") for a in th.iter("a")]
    assert sorted(rows) == sorted(wanted)
    assert any(path.endswith(f"/990101-2020/{INDEX}") for path in pages)


def test_what_needs_attention_leads_to_the_reports_that_were_read_from_it(renderer: Renderer) -> None:
    entry = next(one for one in samples.archive().entries if one.year is not None)
    pages = made(renderer, attention=(attention(entry.report.source.path), attention("nowhere.txt")))
    page = pages[f"attention/{INDEX}"]
    named = f"{entry.report.organ.known_as} {entry.year} 年"
    assert f'<a href="{entry.url}#findings">{named}</a>' in page
    listed = (*samples.archive().entries, *samples.archive().older)
    of_one_file = [one for one in listed if one.report.source.path == entry.report.source.path]
    assert page.count("#findings") == min(len(of_one_file), MOST_REPORTS) > 1
