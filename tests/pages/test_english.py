"""English: a gloss behind every fixed label, the same page in both languages told to machines, originals untouched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.archive.totals import SUMMED, summary_of
from generator.labels import FINDINGS
from generator.pages.gloss import glossed, glossed_words, glosses, with_glosses
from generator.pages.organ.chart_plans import PLANS
from generator.pages.page import INDEX
from generator.pages.region.sheet import GROUPS
from generator.pages.wording import glossed_form
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, parsed, unglossed, words

TEMPLATES = Path(__file__).parents[2] / "templates"
REPORT = f"region/990101/bingding-zhen/2020/{INDEX}"
FIXED = re.compile(r"<(?:h[1-6]|dt|th|summary|caption|figcaption)\b[^>]*>([\u4e00-\u9fff][^<>{}]*)<(?!i lang)")
"""A label of a template that says only fixed words, and has no gloss behind it."""


def test_every_fixed_label_of_a_template_has_a_gloss() -> None:
    files = filled([*TEMPLATES.glob("*.html"), *TEMPLATES.glob("components/*.html")])
    bare = {}
    for file in files:
        source = with_glosses(file.read_text(encoding="utf-8"))
        labels = [match[1] for match in FIXED.finditer(source) if 'class="vh"' not in match[0]]
        bare |= {file.name: labels} if labels else {}
    assert bare == {}


VARIABLE = re.compile(
    r"<(?:h1|h2|h3|dt|figcaption)\b[^>]*>(?:<span>)?(\{\{[^<]*\}\})(?:</span>)?</(?:h1|h2|h3|dt|figcaption)>"
)
"""A label of a template that is what a variable holds, and nothing else."""
NAMES = {
    *(("article.html", "frame.title"), ("cluster.html", "frame.title"), ("pair.html", "frame.title")),
    *(("organ.html", "name"), ("coverage.html", "e.name")),
}
"""What such labels hold that is no fixed label: titles of things, organs, places."""
GLOSSED_IN_CODE = {("draft.html", "nature"), ("report.html", "f.label"), ("report.html", "group.title")}
"""What comes with its gloss."""


def test_every_label_that_comes_through_a_variable_has_a_gloss_or_is_a_name() -> None:
    bare = {
        (file.name, words_.strip("{} "))
        for file in filled([*TEMPLATES.glob("*.html"), *TEMPLATES.glob("components/*.html")])
        for words_ in VARIABLE.findall(with_glosses(file.read_text(encoding="utf-8")))
        if "|glossed" not in words_
    }
    assert bare == NAMES | GLOSSED_IN_CODE


def test_headings_of_templates_with_numbers_and_names_have_glosses() -> None:
    mixed = re.compile(r"<h[1-3]\b[^>]*>([^<]*\{\{[^<]*[\u4e00-\u9fff][^<]*|[\u4e00-\u9fff][^<]*\{\{[^<]*)<(?!i lang)")
    files = filled([*TEMPLATES.glob("*.html"), *TEMPLATES.glob("components/*.html")])
    found = {
        (file.name, one) for file in files for one in mixed.findall(with_glosses(file.read_text(encoding="utf-8")))
    }
    assert {one for one in found if "|glossed" not in one[1]} == set()


def test_figures_that_are_added_up_or_drawn_have_glosses() -> None:
    drawn = [figure.zh for plan in PLANS for figure in plan.figures] + [f"{plan.zh}（件）" for plan in PLANS]
    said = [*drawn, *(summed.zh for summed in SUMMED), *(name for name, _ in GROUPS)]
    said += [one for words_ in FINDINGS.values() for one in (words_.whole, words_.faulty)]
    assert [zh for zh in filled(said) if "<i" not in glossed_words(zh)] == []


def test_titles_and_labels_of_pages_are_glossed(rendered: Mapping[str, str]) -> None:
    told = {
        f"organs/{INDEX}": '机关索引<i lang="en">Index of organs</i></h1>',
        f"region/{INDEX}": '地区<i lang="en">Regions</i></h1>',
        f"checks/A01/{INDEX}": '<dt>不符<i lang="en">do not agree</i></dt>',
        f"region/990101/bingding-zhen/{INDEX}": '年表式<i lang="en">form of ',
        f"compare/{INDEX}": '["勾稽一致性","arithmetic consistency"]',
    }
    assert [path for path, words_ in told.items() if words_ not in rendered[path]] == []
    assert glossed_words("2020 年 1 月 2 日的更新").endswith('<i lang="en">Update of 2020-1-2</i>')
    assert glossed_words("某镇") == "某镇"
    assert glossed_words("收录 3 份").endswith('<i lang="en">3 added</i>')
    sheet = with_glosses((TEMPLATES / "sheet.html").read_text(encoding="utf-8"))
    assert "added</i>" not in sheet, "collected, in a sentence, is no heading of an update"


def test_every_gloss_is_used() -> None:
    used = "".join(with_glosses(file.read_text(encoding="utf-8")) for file in TEMPLATES.rglob("*.html"))
    known = [zh for zh in glosses() if "{}" not in zh]
    assert [zh for zh in filled(known) if f"{zh}<i" not in re.sub(r"\s+<i", "<i", used)] == []


def test_a_gloss_stands_behind_the_words_and_fills_what_is_filled_in() -> None:
    source = '<summary>不可核对 {{ n|length }} 项</summary>{% if x %}核对结果{% endif %}<a title="核对结果">x</a>'
    assert with_glosses(source) == (
        '<summary>不可核对 {{ n|length }} 项<i lang="en">{{ n|length }} checks that could not be made</i></summary>'
        '{% if x %}核对结果<i lang="en">Findings</i>{% endif %}<a title="核对结果">x</a>'
    )


def test_a_gloss_is_written_as_text() -> None:
    assert glossed("甲<", "a & b") == '甲&lt;<i lang="en">a &amp; b</i>'
    assert (glossed("", "nothing"), glossed("乙", "")) == ("", "乙")


def test_rows_columns_checks_and_seals_of_a_report_have_theirs(rendered: Mapping[str, str]) -> None:
    page = rendered[REPORT]
    for zh, en in filled(
        {"自然人": "natural persons", "法人或其他组织": "legal persons or other organisations"}.items()
    ):
        assert f'{zh}<i lang="en">{en}</i></th>' in page
    assert '<i lang="en">arithmetic consistency</i>' in page
    assert "报告自身的数字不一致<i" in page
    original = next(by_class(parsed(page, glosses=True), "lines"))
    assert not list(original.iter("i")), "the original is never translated"


def test_a_report_pays_little_for_it(rendered: Mapping[str, str]) -> None:
    page = rendered[REPORT]
    assert len(page.encode()) - len(unglossed(page).encode()) < 10_000


@pytest.mark.parametrize(("zh", "en"), [("", "en/"), ("about/", "en/about/"), ("about/method/", "en/method/")])
def test_both_languages_name_each_other(zh: str, en: str, rendered: Mapping[str, str]) -> None:
    for path in (zh, en):
        tree = parsed(rendered[path + INDEX])
        told = {link.get("hreflang"): link.get("href") for link in tree.iter("link") if link.get("hreflang")}
        assert told == {"zh-Hans": f"https://gongkai.example/{zh}", "en": f"https://gongkai.example/{en}"}


def test_other_pages_name_no_other_language(rendered: Mapping[str, str]) -> None:
    assert "hreflang" not in rendered[REPORT]


def test_english_pages_list_english_pages(rendered: Mapping[str, str]) -> None:
    for path, wanted in (("en/about/", "/en/method/"), ("about/", "/about/method/")):
        links = [a.get("href") for a in next(by_class(parsed(rendered[path + INDEX]), "aside")).iter("a")]
        assert wanted in links and all(("/en/" in str(link)) == path.startswith("en/") for link in filled(links))


def test_the_switch_stands_on_every_page(rendered: Mapping[str, str]) -> None:
    for path, text in filled(rendered.items()):
        if path.endswith(".html"):
            switch = next(by_class(parsed(text), "switch"))
            assert words(switch) == "English" and switch.get("lang") == "en"
    assert "/en/" in [article.path for article in samples.site().articles]


def test_no_label_is_glossed_twice() -> None:
    twice = {file.name for file in TEMPLATES.rglob("*.html") if '</i><i lang="en">' in with_glosses(file.read_text())}
    assert twice == set()


def test_whole_sentences_and_names_have_theirs_and_no_english_stands_without_the_switch(
    rendered: Mapping[str, str],
) -> None:
    told = {
        REPORT: '年表式<i lang="en">form of ',
        f"corrections/{INDEX}": '本站写的是什么、原文是什么。<i lang="en">This site has no address',
        f"compare/{INDEX}": '不当作 0。<i lang="en">Reports side by side',
        "404.html": '<a href="/region/">按地区查阅<i lang="en">By region</i></a>',
        f"search/{INDEX}": '勾稽不符<i lang="en">',
    }
    assert [path for path, words_ in told.items() if words_ not in rendered[path]] == []
    check, name = rendered[f"checks/A01/{INDEX}"], samples.site().catalogue["A01"].name_en
    assert f'<i lang="en">{name}</i></h1>' in check
    assert f">{name}<" not in unglossed(check)


def test_what_follows_no_form_or_several_is_glossed_as_such() -> None:
    report = samples.messy().report
    assert glossed_form(replace(report, format=None)).endswith('<i lang="en">form not recognised</i>')
    mixed = replace(summary_of(samples.messy().body), table_forms={"requests": "2019", "disputes": "2021"})
    assert glossed_form(mixed).endswith('<i lang="en">form of 2019, form of 2021</i>')
