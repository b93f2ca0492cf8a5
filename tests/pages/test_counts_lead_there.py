"""Every number of reports that is a link leads to a search that lists exactly so many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.pages.found import facets_of, in_any_region, listed_at, search_url
from generator.search.entries import search_document
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, parsed, words

LEVELS = {"province": "region", "prefecture": "region", "county": "region"}
"""Facets of an address that are levels of one facet of the index (templates/assets/search/filters.js)."""
PAGES = ("index.html", "year/index.html", "year/2020/index.html", "region/index.html", "region/99/index.html",
         "region/990101/index.html", "checks/index.html", "checks/A01/index.html")  # fmt: skip
"""Some kinds of pages that must have such links."""


def listed(url: str) -> int:
    """How many reports the search lists at ``url``."""
    asked = parse_qs(urlsplit(url).query, strict_parsing=True)
    found = [search_document(entry).facets for entry in samples.archive().entries]
    return sum(
        all(set(values) & set(one[LEVELS.get(facet, facet)]) for facet, values in asked.items()) for one in found
    )


def counts(rendered: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(page, number as shown, address)."""
    for path, page in rendered.items():
        if path.endswith(".html"):
            for link in by_class(parsed(page), "count"):
                yield path, words(link), link.get("href") or ""


def test_every_count_leads_to_so_many(rendered: Mapping[str, str]) -> None:
    found = filled(list(counts(rendered)))
    wrong = [one for one in found if int(re.findall(r"\d+", one[1])[0]) != listed(one[2])]
    assert wrong == []
    assert set(PAGES) <= {path for path, _, _ in found}


@pytest.mark.parametrize(
    ("url", "search"),
    [
        ("/year/2020/", "year=2020"),
        ("/year/2020/64/", "year=2020&province=64"),
        ("/region/640324/", "county=640324"),
        ("/checks/A07/6403/", "check=A07&prefecture=6403"),
        ("/checks/A07/640324-2019/", "check=A07&year=2019&county=640324"),
    ],
)
def test_the_address_of_a_list_says_what_is_in_it(url: str, search: str) -> None:
    assert listed_at(url) == f"/search/?{search}"


@pytest.mark.parametrize("url", ["/unplaced/", "/year/2020/unplaced/", "/checks/A07/page-2/", "/region/640324/a-zhen/"])
def test_what_the_search_cannot_name_has_no_link(url: str) -> None:
    assert facets_of(url) is None and listed_at(url) == ""


def test_the_whole_archive_is_no_list() -> None:
    assert facets_of("/") == {} and listed_at("/") == ""
    assert "province=99" in search_url(in_any_region(samples.archive()))


@pytest.mark.parametrize(
    "path",
    ["", "year/2020/", "year/2020/99/", "region/", "region/99/", "region/990101/", "region/990101/bingding-zhen/",
     "checks/A07/"],
)  # fmt: skip
def test_every_list_has_the_arithmetic_of_what_contradicts_itself(path: str, rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered[f"{path}index.html"])
    told = [words(one) for name in ("why", "clashes") for one in by_class(tree, name)]
    assert any("规范性文件：对外公开总数量 0 < 本年新公开数量 10" in one for one in told), told
