"""The glossary: a list of terms with permanent ids, to which labels of tables and checks lead."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.pages import all_pages, terms
from generator.pages.markdown import read_article
from generator.pages.site import Site
from generator.publish.render import Renderer
from tests.filled import filled
from tests.inspecting import resources
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words

INDEX = "index.html"
IDS = frozenset(
    {
        "absent", "carried", "completion", "cross-footing", "enforcement", "in-force", "internal", "litigation",
        "net-change", "not-checkable", "not-collected", "on-request", "outcome", "partly", "proactive", "process",
        "recognised", "regulations", "report", "required", "rules", "safety", "unread", "unsure",
    }
)  # fmt: skip
"""Published once, and permanent: more may come, none of these may go or mean something else."""
HEAD = "---\ntitle: 甲\npath: /about/glossary/\ndescription: 乙\norder: 2\n---\n"
TOWN = f"region/990101/bingding-zhen/2020/{INDEX}"


def article(body: str) -> str:
    return read_article("a.md", HEAD + body).html


@pytest.mark.parametrize("path", ["/about/glossary/", "/en/glossary/"])
def test_ids_stay_and_are_the_same_in_both_languages(path: str) -> None:
    (glossary,) = (one for one in samples.site().articles if one.path == path)
    assert glossary.terms == IDS


def test_a_list_of_terms_becomes_definitions() -> None:
    html = article("- **勾稽** {#cross-footing}：甲《乙》，见[丙](/x/)。\n- **补正** {#completion}，丁 <b>戊</b>\n")
    assert html == (
        '<dl>\n<dt id="cross-footing">勾稽</dt>\n<dd>甲《乙》，见<a href="/x/">丙</a>。</dd>\n'
        '<dt id="completion">补正</dt>\n<dd>丁 &lt;b&gt;戊&lt;/b&gt;</dd>\n</dl>\n'
    )


@pytest.mark.parametrize(
    "body",
    [
        "- **勾稽**：甲\n- **补正** {#b}：乙\n",
        "- 甲 **勾稽** {#a}：乙\n",
        "- **勾稽** {#A b}：甲\n",
        "- **勾稽**\n",
        "- **勾稽** {#a}：甲\n  - 乙\n",
        "- **勾稽** {#a}：甲\n\n  乙\n",
        "1. **勾稽** {#a}：甲\n",
    ],
)
def test_other_lists_stay_lists(body: str) -> None:
    assert "<dl>" not in article(body) and "<li>" in article(body)


def test_every_label_that_leads_there_stands_in_a_form_and_every_check_exists() -> None:
    table = yaml.safe_load(Path(terms.__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    tables = [one for form in resources().reader.forms.all for one in form.tables]
    known = {
        id_ for one in tables for group in (one.rows, one.columns, one.row_groups, one.column_groups) for id_ in group
    }
    assert {id_ for ids in filled(table["labels"].values()) for id_ in ids} <= known
    assert {code for codes in filled(table["checks"].values()) for code in codes} <= resources().catalogue.keys()
    assert {term for kind in filled(table.values()) for term in kind} <= IDS
    assert terms.NAMES.keys() == table["checks"].keys()


def test_names_are_those_of_the_entries(rendered: Mapping[str, str]) -> None:
    ids = by_id(parsed(rendered[f"about/glossary/{INDEX}"]))
    assert {term: words(ids[term]) for term in filled(terms.NAMES)} == terms.NAMES


def test_labels_of_tables_and_checks_lead_to_their_entries(rendered: Mapping[str, str]) -> None:
    report = parsed(rendered[TOWN])
    links = {words(a): a.get("href") for th in report.iter("th") for a in th.iter("a")}
    assert links["3.危及“三安全一稳定”"] == "/about/glossary/#safety"
    assert links["对外公开总数量"] == "/about/glossary/#in-force"
    assert links["未经复议直接起诉"] == "/about/glossary/#litigation"
    assert links["三、本年度办理结果"] == "/about/glossary/#outcome"
    assert "行政许可" not in links
    legend = [a.get("href") for one in by_class(report, "legend") for a in one.iter("a")]
    assert "/about/glossary/#unread" in legend
    check = {words(a): a.get("href") for a in parsed(rendered[f"checks/A03/{INDEX}"]).iter("a")}
    assert check["勾稽"] == "/about/glossary/#cross-footing"


def test_an_archive_without_a_glossary_has_no_such_links(renderer: Renderer) -> None:
    site: Site = samples.site()
    bare = replace(site, articles=tuple(one for one in site.articles if "glossary" not in one.path))
    pages = [page for page in all_pages(bare) if page.path in (TOWN, f"checks/A03/{INDEX}")]
    assert not [page.path for page in filled(pages) if b"/about/glossary/#" in renderer.render(page)]


def test_links_of_labels_cost_a_report_little(rendered: Mapping[str, str]) -> None:
    with_links = rendered[TOWN]
    site = samples.site()
    bare = replace(site, articles=tuple(replace(one, terms=frozenset()) for one in site.articles))
    (page,) = (page for page in all_pages(bare) if page.path == TOWN)
    without = Renderer(Path(__file__).parents[2] / "templates").render(page)
    assert 0 < len(gzip.compress(with_links.encode(), 9)) - len(gzip.compress(without, 9)) < 250
