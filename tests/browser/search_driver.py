"""Driving the search of a page through its own script, many queries at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Page
from search_queries import Query


class Miss(NamedTuple):
    """A query, the addresses it found wrongly and those it did not find."""

    query: str
    too_many: list[str]
    missing: list[str]


HELPERS = """
    const own = await import(document.querySelector('script[type=module][src*="search"]').src);
    const search = async (text) => {
        const held = await own.opened();
        const query = held.parse(text);
        return query.wanted.length || query.unwanted.length || !text.trim() ? await held.find(query, new Set()) : [];
    };
    const excerptsOf = async (text, hit) => {
        const held = await own.opened();
        return own.excerpts((await held.copy(hit.shard, hit.number)).passages, held.parse(text).wanted, held.table);
    };
    const module = { ...own, search, excerptsOf };
"""
"""All reports that a query finds, best first, as the page's script tells them, and the excerpts that a result shows."""


def in_module(page: Page, body: str, argument: Any = None) -> Any:
    """Run ``body`` with ``module``, the page's own search script and :data:`HELPERS`, and ``argument`` at hand."""
    return page.evaluate(f"async (argument) => {{{HELPERS}{body}}}", argument)


def in_part(page: Page, expression: str, argument: Any = None) -> Any:
    """The value of ``expression`` over ``part``, all that the modules of the script export, and its ``table``."""
    body = f"const part = module; const {{ table }} = await module.opened(); return {expression};"
    return in_module(page, body, argument)


def misses(page: Page, site_url: str, queries: Sequence[Query]) -> dict[str, list[Miss]]:
    """What the search page of a site answers wrongly, by kind of query; empty is recall and precision 1."""
    page.goto(f"{site_url}/search/")
    body = """
        const answers = [];
        for (const query of argument) answers.push((await module.search(query)).map((hit) => hit.url));
        return answers;"""
    answers = in_module(page, body, [query.text for query in queries])
    wrong: dict[str, list[Miss]] = {}
    for query, urls in zip(queries, answers, strict=True):
        assert len(urls) == len(set(urls)), f"{query.text} found a report twice"
        if query.urls != set(urls):
            miss = Miss(query.text, sorted(set(urls) - query.urls), sorted(query.urls - set(urls)))
            wrong.setdefault(query.kind, []).append(miss)
    return wrong
