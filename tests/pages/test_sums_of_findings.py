"""Failed checks as sums: on regions and organs by check, on a check's page by province and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from generator.model.results import Verdict
from generator.pages.page import INDEX
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, parsed, words


def sums(tree: Element) -> dict[str, str]:
    """Code → what the list of sums says of it."""
    found = {}
    for list_ in by_class(tree, "sumlist"):
        for item in list_:
            link = item.find("a")
            if link is not None and (link.get("href") or "").startswith("/checks/"):
                found[(link.get("href") or "").split("/")[2]] = words(item)
    return found


def expected(urls: str) -> Counter[str]:
    return Counter(
        result.code
        for entry in samples.archive().entries
        for result in entry.results
        if entry.url.startswith(urls) and result.verdict is Verdict.FAIL and result.code in samples.CATALOGUE
    )


def test_regions_and_organs_count_reports_by_failed_check(rendered: Mapping[str, str]) -> None:
    for folder in ("region", "region/99", "region/990101", "region/990101/bingding-zhen"):
        found = sums(parsed(rendered[f"{folder}/{INDEX}"]))
        wanted = expected(f"/{folder}")
        assert found.keys() == wanted.keys() and wanted, folder
        assert all(f" {count} 份" in found[code] for code, count in wanted.items()), folder


def test_an_organ_names_the_reports_that_it_counts(rendered: Mapping[str, str]) -> None:
    (sums_,) = by_class(parsed(rendered[f"region/990101/bingding-zhen/{INDEX}"]), "sumlist")
    named = {a.get("href"): words(a) for a in sums_.iter("a")}
    assert named["/region/990101/bingding-zhen/2020/#A07"] == "2020 年"


def test_a_check_lists_what_fails_by_year_and_province(rendered: Mapping[str, str]) -> None:
    for code, summary in filled(samples.archive().checks.items()):
        tree = parsed(rendered[f"checks/{code}/{INDEX}"])
        listed = [a.get("href") or "#" for e in by_class(tree, "entries") for a in e.iter("a")]
        assert sorted(href for href in listed if "#" not in href) == sorted(entry.url for entry in summary.failed)
        years = [words(h) for h in tree.iter("h3")]
        assert years == sorted(years, reverse=True)
        provinces = [words(item) for list_ in by_class(tree, "sumlist") for item in list_]
        assert sum(int(text.split()[-2]) for text in provinces) == len(summary.failed)
