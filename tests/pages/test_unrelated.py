"""A report that is added changes what is about it, and the sums over all; every other page stays to the byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.archive.build import build_archive
from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus, similarity
from generator.model.reports import Report
from generator.pages import all_pages
from generator.publish.render import Renderer
from tests.inspecting import resources
from tests.pages import samples
from tests.pages.test_likeness_pages import towns

OTHERS = 9_941
"""As if so many others were archived: from 100 on it is told in two digits."""

OF_ALL = re.compile(
    r"index\.html|sitemap[-\w]*\.xml|feeds/(?:new|contradictions|checks/[A-F]\d\d)\.xml"
    r"|(?:attention|data|organs|region|search|year|checks(?:/[A-F]\d\d)?)/index\.html"
)
"""Home, feeds of the whole archive, the tops of lists, and the lists of all pages."""


def pages(renderer: Renderer, reports: list[Report]) -> Mapping[str, bytes]:
    corpus = build_corpus(reports)
    compared = {id_: count + OTHERS for id_, count in corpus.similarity.compared.items()}
    corpus = replace(corpus, similarity=replace(corpus.similarity, compared=compared))
    results = {
        r.id: check_report(Subject(r, corpus, resources().reader.forms), resources().catalogue) for r in corpus.reports
    }
    site = replace(samples.site(build_archive(corpus, results, (), len(reports))), catalogue=resources().catalogue)
    return {page.path: renderer.render(page) for page in all_pages(site)}


def test_a_report_that_is_added_elsewhere_leaves_other_pages_as_they_are(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similarity, "NEAREST", 1)  # else all of so few are one another's nearest
    *reports, added = towns(alike=2)
    before, after = pages(renderer, reports), pages(renderer, [*reports, added])
    assert before.keys() < after.keys()
    assert added.year is not None
    of_its_lists = {f"year/{added.year.value}/index.html", "organs/z/index.html", "organs/99/index.html"}
    changed = {path for path in before if before[path] != after[path]}
    assert {path for path in changed if not OF_ALL.fullmatch(path)} <= of_its_lists
    assert any("/pairs/" in path for path in before.keys() - changed)
