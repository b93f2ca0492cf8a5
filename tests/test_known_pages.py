"""Pages of earlier builds are put in their places; one that tells what it follows from is not even made for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.cache import ByteStore
from generator.pages.page import Page
from generator.pages.sitemap import Robots
from generator.publish.standing import StandingFile, StandingSite
from generator.workers.context import MakingContext
from generator.workers.digests import Records
from generator.workers.lists import MadePages, _page
from tests.pages import samples

TEMPLATES = Path(__file__).parents[1] / "templates"
ROBOTS = Robots("https://example/sitemap.xml")


@pytest.fixture
def context(tmp_path: Path) -> MakingContext:
    store = ByteStore(tmp_path / "store")
    root = tmp_path / "site"
    return MakingContext(
        samples.site(), TEMPLATES, root, Records(store, store), StandingSite(root, {}), store, store, store
    )


def page(make: Callable[[], Any], follows: object = None) -> Page:
    return Page("robots.txt", "robots.txt", make, None if follows is None else lambda: follows)


def next_build(context: MakingContext, made: bytes) -> MakingContext:
    """The context of the build after the one that ``made`` a page."""
    standing = {}
    for file in msgspec.msgpack.decode(made, type=MadePages).files:
        status = (context.root / file.path).lstat()
        standing[file.path] = StandingFile(file.digest, status.st_size, status.st_mtime_ns)
    return replace(context, root=context.root.parent / "next", standing=StandingSite(context.root, standing))


def not_again() -> Robots:
    raise AssertionError("it was made again")


def test_a_page_that_follows_from_the_same_is_not_made(context: MakingContext) -> None:
    made, known = _page(context, page(lambda: ROBOTS, "one"))
    assert not known
    later = next_build(context, made)
    assert _page(later, page(not_again, "one")) == (made, True)
    assert (later.root / "robots.txt").read_bytes() == (context.root / "robots.txt").read_bytes()


@pytest.mark.parametrize("follows", ["another", None])
def test_one_that_comes_out_the_same_is_linked_whatever_it_follows_from(
    context: MakingContext, follows: str | None
) -> None:
    made, _ = _page(context, page(lambda: ROBOTS, "one"))
    assert _page(next_build(context, made), page(lambda: ROBOTS, follows)) == (made, True)


def test_one_that_follows_from_something_else_is_made(context: MakingContext) -> None:
    made, _ = _page(context, page(lambda: ROBOTS, "one"))
    later = next_build(context, made)
    other, known = _page(later, page(lambda: Robots("https://other/sitemap.xml"), "two"))
    assert not known and other != made
    assert b"https://other/" in (later.root / "robots.txt").read_bytes()


def test_one_whose_file_was_changed_is_made(context: MakingContext) -> None:
    made, _ = _page(context, page(lambda: ROBOTS, "one"))
    later = next_build(context, made)
    (context.root / "robots.txt").write_bytes(b"by hand")
    assert _page(later, page(lambda: ROBOTS, "one")) == (made, False)
    assert b"by hand" not in (later.root / "robots.txt").read_bytes()


def test_one_that_cannot_tell_is_made(context: MakingContext) -> None:
    def failing() -> object:
        raise ValueError("nobody knows")

    made, known = _page(context, Page("robots.txt", "robots.txt", lambda: ROBOTS, failing))
    assert not known and msgspec.msgpack.decode(made, type=MadePages).faults == ()
