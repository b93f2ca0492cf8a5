"""A page that tells what it follows from is as it was while that is: no other page may be linked in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.archive.types import Archive, Entry
from generator.pages import all_pages, parts
from generator.pages.page import Download, Page
from generator.pages.site import Site
from tests.pages import samples

REGION = "990101"


@pytest.fixture(autouse=True)
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of checks have parts, too."""
    monkeypatch.setattr(parts, "MOST", 1)


def with_entries(archive: Archive, change: Callable[[Entry], Entry | None]) -> Archive:
    """``archive`` with other entries, wherever it holds them; without those that ``change`` gives nothing for."""

    def changed(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(one for entry in entries if (one := change(entry)) is not None)

    checks = {
        code: replace(
            one,
            passed=changed(one.passed),
            failed=changed(one.failed),
            not_checkable=changed(one.not_checkable),
        )
        for code, one in archive.checks.items()
    }
    return replace(
        archive,
        entries=changed(archive.entries),
        older=changed(archive.older),
        organs={id_: replace(shelf, entries=changed(shelf.entries)) for id_, shelf in archive.organs.items()},
        years={year: changed(entries) for year, entries in archive.years.items()},
        unplaced=changed(archive.unplaced),
        checks=checks,
        by_id={id_: one for id_, entry in archive.by_id.items() if (one := change(entry)) is not None},
    )


def marked(entry: Entry) -> Entry:
    return replace(entry, mark=f"as it was {entry.report.id}")


def of_the_year(change: Callable[[Entry], Entry]) -> Callable[[Archive], Archive]:
    """Changes a report that stands in a list and on a sheet; whoever makes one knows that it is another."""

    def changed(archive: Archive) -> Archive:
        chosen = next(entry.url for entry in archive.years[2020] if entry.url.startswith(f"/region/{REGION}/"))
        return with_entries(archive, lambda one: replace(change(one), mark="anew") if one.url == chosen else one)

    return changed


def formless(entry: Entry) -> Entry:
    return replace(entry, report=replace(entry.report, format=None))


def sealed(entry: Entry) -> Entry:
    return replace(
        entry,
        badges={**entry.badges, "consistency": replace(entry.badges["consistency"], value="consistent", because=())},
    )


def without_one(archive: Archive) -> Archive:
    gone = archive.years[2020][0].url
    return with_entries(archive, lambda one: None if one.url == gone else one)


def other_region(archive: Archive) -> Archive:
    return replace(archive, regions={**archive.regions, REGION: replace(archive.regions[REGION], name="别名县")})


def other_shelf(archive: Archive) -> Archive:
    id_ = archive.regions[REGION].organs[0]
    return replace(archive, organs={**archive.organs, id_: replace(archive.organs[id_], name="别名机关")})


CHANGES: dict[str, Callable[[Archive], Archive]] = {
    "a report is of no form": of_the_year(formless),
    "a report has another seal": of_the_year(sealed),
    "a report has no results": of_the_year(lambda entry: replace(entry, results=())),
    "a report stands elsewhere": of_the_year(lambda entry: replace(entry, url=entry.url.replace("/2020/", "/2020-2/"))),
    "a report is gone": without_one,
    "a region is called otherwise": other_region,
    "an organ is called otherwise": other_shelf,
}


def telling(site: Site) -> dict[str, Page]:
    return {page.path: page for page in all_pages(site) if page.follows is not None}


@pytest.mark.parametrize("name", CHANGES)
def test_what_follows_from_the_same_is_the_same(name: str) -> None:
    before = with_entries(samples.archive(), marked)
    one, other = (telling(samples.site(archive)) for archive in (before, CHANGES[name](before)))
    assert {page.template for page in one.values()} == {"list.html", "sheet.html"}
    changed = 0
    for path in one.keys() & other.keys():
        told, now = (pages[path].follows for pages in (one, other))
        assert told is not None and now is not None and told() is not None
        if one[path].make() != other[path].make():
            changed += 1
            assert told() != now(), path
    assert changed


def test_what_readers_can_take_away_is_told() -> None:
    archive = with_entries(samples.archive(), marked)
    site, file = samples.site(archive), Download("/data/region/99/a.zip", "a.zip", "application/zip", "1 MB")
    one, other = telling(site), telling(replace(site, downloads={f"/region/{REGION}/": (file,)}))
    path = f"region/{REGION}/sheet/2020/index.html"
    assert one[path].make() != other[path].make()
    told, now = one[path].follows, other[path].follows
    assert told is not None and now is not None and told() != now()


def test_of_a_report_that_is_not_marked_nothing_is_told() -> None:
    every = with_entries(samples.archive(), marked)
    chosen = next(entry.url for entry in every.years[2020] if entry.url.startswith(f"/region/{REGION}/"))
    archive = with_entries(every, lambda one: replace(one, mark="") if one.url == chosen else one)
    untold = {path for path, page in telling(samples.site(archive)).items() if page.follows and page.follows() is None}
    assert f"region/{REGION}/sheet/2020/index.html" in untold
    assert any(path.startswith("year/2020/") for path in untold)
