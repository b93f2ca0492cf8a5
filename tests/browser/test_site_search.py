"""Search over the real site: recall and precision 1 over queries drawn from the text, traditional ones included."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from search_driver import misses
from search_queries import drawn

from generator.search.documents import SearchDocument
from generator.search.entries import search_document
from generator.settings import load_settings
from tests.whole_archive import whole_archive


@pytest.fixture(scope="module")
def documents(project: Path) -> list[SearchDocument]:
    return [search_document(entry) for entry in whole_archive(load_settings({}, root=project)).entries]


def test_every_query_finds_exactly_the_reports_that_hold_it(
    page: Page, site_url: str, documents: list[SearchDocument]
) -> None:
    queries = drawn(documents, seed=20, each=30)
    assert len(queries) >= 250
    assert {"place", "place, traditional"} <= {query.kind for query in queries}
    assert misses(page, site_url, queries) == {}


def test_the_official_tables_are_not_indexed_as_text(documents: list[SearchDocument]) -> None:
    texts = "\n".join(passage.text for document in documents for passage in document.passages)
    for label in ("信息内容", "法人或其他组织", "结果维持", "本年新制作数量", "三安全一稳定"):
        assert label not in texts
