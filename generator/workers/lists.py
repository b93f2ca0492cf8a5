"""Pages about many reports, made side by side: each process has inherited the archive that they are made from."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from generator.attempts import Attempts, Step
from generator.cache import key_of
from generator.model.doubts import Attention
from generator.pages.page import Page
from generator.publish.making import rendered
from generator.publish.placing import PlacedFile
from generator.publish.sitecheck import CheckedPages, check_pages
from generator.workers.coding import ENCODER
from generator.workers.context import MakingContext, renderer
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, NotMade
from generator.workers.pool import Jobs, Noted, begin_all, local_jobs, unnoted
from generator.workers.processes import can_fork

PAGE_LIMITS = Limits(processor=120, clock=900)
AT_ONCE = 8
"""Pages of one task."""


@dataclass(frozen=True, slots=True)
class MadePages:
    """A page that is in its place."""

    files: tuple[PlacedFile, ...]
    pages: CheckedPages
    faults: tuple[Attention, ...] = ()


Sent = tuple[tuple[bytes, ...] | NotMade, Sequence[tuple[float | None, bool]]]
"""What comes back of a task: its pages as they are kept; for each the seconds that it took, and if it was known."""
_DECODER = msgspec.msgpack.Decoder(MadePages)
_CONTEXTS = msgspec.msgpack.Encoder(enc_hook=str)


@dataclass(frozen=True, slots=True)
class _Shared:
    context: MakingContext
    pages: Sequence[Page]


def make_pages(
    pages: Sequence[Page], context: MakingContext, jobs: Jobs = None, noted: Noted = unnoted
) -> Generator[tuple[Sequence[Page], Sequence[MadePages] | NotMade], None, None]:
    """Every page rendered and in its place, in tasks of some; not made where a task met a limit or ended its process.
    Begun at once, and has to be closed.

    ``context.site`` has the whole archive, which processes inherit; where they cannot, pages are made here.
    ``noted`` is told of each page.
    """
    shared = _Shared(context, pages)
    starts = range(0, len(pages), AT_ONCE)
    done: Generator[Sent, None, None] = (
        begin_all(_make, starts, shared, _lost, local_jobs(jobs), PAGE_LIMITS)
        if can_fork()
        else (_make(shared, at) for at in starts)
    )
    return _made_pages(pages, starts, done, noted)


def _made_pages(
    pages: Sequence[Page], starts: Iterable[int], done: Generator[Sent, None, None], noted: Noted
) -> Generator[tuple[Sequence[Page], Sequence[MadePages] | NotMade], None, None]:
    with closing(done):
        for at, (made, told) in zip(starts, done, strict=True):
            task = pages[at : at + AT_ONCE]
            for page, (seconds, known) in zip(task, told or [(None, False)] * len(task), strict=True):
                noted(page.path, seconds, known)
            yield task, made if isinstance(made, NotMade) else [_DECODER.decode(page) for page in made]


def _lost(at: int, failure: Failure) -> Sent:
    return NotMade(ENDED[failure]), ()


def _make(shared: _Shared, at: int) -> Sent:
    made, told = [], []
    for page in shared.pages[at : at + AT_ONCE]:
        start = time.perf_counter()
        done, known = _page(shared.context, page)
        made.append(done)
        told.append((time.perf_counter() - start, known))
    return tuple(made), tuple(told)


def _page(context: MakingContext, page: Page) -> tuple[bytes, bool]:
    """A page in its place, as it is kept, and whether it is that of an earlier build."""
    attempt, alias = Attempts(), _alias(context, page)
    if alias and (key := context.kept_text(alias)) and (known := _placed_again(context, key)) is not None:
        return known, True
    made = attempt(Step.PAGE, page.path, page.make)
    if made is None or context.kept is None:
        return ENCODER.encode(_rendered(context, page, attempt, made)), False
    key = _key(context, page, made)
    if alias:
        context.keep(alias, key.encode())
    if (known := _placed_again(context, key)) is not None:
        return known, True
    done = _rendered(context, page, attempt, made)
    data = ENCODER.encode(done)
    if not done.faults:
        context.keep(key, data)
    return data, False


def _alias(context: MakingContext, page: Page) -> str:
    """Under which the key of a page is kept that can tell what it follows from; "" of another one."""
    if context.kept is None or page.follows is None:
        return ""
    follows = Attempts()(Step.PAGE, page.path, page.follows)  # what cannot be told is noted when the page is made
    return "" if follows is None else _key(context, page, ("follows", follows))


def _key(context: MakingContext, page: Page, made_of: object) -> str:
    return key_of(context.recipe, page.path.encode(), page.template.encode(), _CONTEXTS.encode(made_of))


def _placed_again(context: MakingContext, key: str) -> bytes | None:
    """The page of an earlier build in its place, as it is kept; None where there is none, or not as it was."""
    known = context.known(key, _DECODER)
    return known[0] if known is not None and context.place_again(known[1].files) else None


def _rendered(context: MakingContext, page: Page, attempt: Attempts, made: Any) -> MadePages:
    page = page if made is None else replace(page, make=lambda: made)
    # What could not be made is made once more: a fault that was noted is noted once.
    known = tuple(attempt.faults)
    files = dict(rendered([page], context.site, renderer(context.templates), attempt))
    html = {path: data for path, data in files.items() if path.endswith(".html")}
    return MadePages(
        tuple(context.place(path, data) for path, data in files.items()),
        check_pages(html, context.site.site_url),
        known or tuple(attempt.faults),
    )
