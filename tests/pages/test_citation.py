"""Citations of a report, of the archive and of one number, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest

from generator.pages.citation import (
    Citation,
    Kind,
    Work,
    archive_work,
    citation,
    number_citation,
    report_work,
)
from generator.pages.page import INDEX
from tests.pages import samples
from tests.pages.markup import by_id, parsed, words

URL = "https://gongkai.example/region/990101/bingding-zhen/2020/"
TITLE = "测试省甲乙县丙丁镇人民政府2020年政府信息公开工作年度报告"
ORGAN = "测试省甲乙县丙丁镇人民政府"
SHA = samples.messy().report.source.sha256
KEYS = ["gbt", "plain", "bibtex", "ris", "csl"]


def texts(made: Citation) -> dict[str, str]:
    return {form.key: form.text for form in (made.first, *made.others)}


@pytest.fixture(scope="module")
def work() -> Work:
    return report_work(samples.site(), samples.messy())


def ris(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Z][A-Z0-9])  - (.*)$", text, re.MULTILINE))


def bibtex(text: str) -> dict[str, str]:
    assert text.count("{") == text.count("}")
    return dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE))


def test_a_report_in_the_national_standard(work: Work) -> None:
    text = citation(work).first.text
    assert text == f"{ORGAN}. {TITLE}[R/OL]. (2021-01-14)[【引用日期】]. {URL}."


def test_without_a_date_none_is_made_up(work: Work) -> None:
    undated = texts(citation(replace(work, issued=None)))
    assert undated["gbt"] == f"{ORGAN}. {TITLE}[R/OL]. [【引用日期】]. {URL}."
    assert "issued" not in json.loads(undated["csl"])[0]
    assert {"PY", "DA"} & ris(undated["ris"]).keys() == set()
    assert {"year", "date"} & bibtex(undated["bibtex"]).keys() == set()


def test_the_year_is_that_of_the_publication_and_not_that_of_the_figures(work: Work) -> None:
    found = texts(citation(work))
    assert json.loads(found["csl"])[0]["issued"] == {"date-parts": [[2021, 1, 14]]}
    assert (ris(found["ris"])["PY"], ris(found["ris"])["DA"]) == ("2021", "2021/01/14")
    assert bibtex(found["bibtex"])["year"] == "2021"


def test_all_formats_name_organ_title_address_and_file(work: Work) -> None:
    found = texts(citation(work))
    assert list(found) == KEYS
    assert [key for key, text in found.items() if not all(part in text for part in (ORGAN, TITLE, URL))] == []
    assert [key for key, text in found.items() if SHA not in text] == ["gbt"]  # the standard has no place for it
    assert found["ris"].startswith("TY  - RPRT\n") and found["ris"].endswith("\nER  - ")
    assert found["bibtex"].startswith("@techreport{gongkai-region-990101-bingding-zhen-2020,")


def test_a_number_is_cited_by_its_address_line_words_and_file(work: Work) -> None:
    found = texts(number_citation(work))
    wanted = (f"{URL}#【地址】", "【栏目】：【数字】", "第 【行号】 行“【该行文字】”", SHA)
    assert [key for key, text in found.items() if not all(part in text for part in wanted)] == []
    assert json.loads(found["csl"])[0]["URL"] == f"{URL}#【地址】"


def test_the_archive_is_a_database_of_which_the_content_is_told() -> None:
    site = samples.site()
    found = texts(citation(archive_work(site)))
    assert found["gbt"] == "公开. 政府信息公开工作年度报告档案[DB/OL]. [【引用日期】]. https://gongkai.example/."
    assert json.loads(found["csl"])[0]["type"] == "dataset"
    assert [key for key, text in found.items() if site.archive.digest in text] == KEYS[1:]


def test_signs_that_mean_something_to_a_format_are_escaped() -> None:
    odd = Work(
        Kind.REPORT,
        "k",
        'A & B_{1} 100% #2 $x \\y "z"',
        "T~^",
        date(2021, 1, 2),
        "https://a.example/",
        "公开",
        "n",
    )
    found = texts(citation(odd))
    assert bibtex(found["bibtex"])["title"] == r"T\textasciitilde{}\textasciicircum{}"
    assert bibtex(found["bibtex"])["author"] == r'{A \& B\_\{1\} 100\% \#2 \$x \textbackslash{}y "z"}'
    assert json.loads(found["csl"])[0]["author"] == [{"literal": odd.author}]
    assert ris(texts(citation(replace(odd, title="a\nTY  - BOOK")))["ris"])["TY"] == "RPRT"


def forms(element: Element) -> list[str]:
    return [e.get("data-cite", "") for e in element.iter("div") if e.get("data-cite")]


def test_pages_print_them_so_that_no_script_is_needed(rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered[f"region/990101/bingding-zhen/2020/{INDEX}"])
    assert forms(tree) == KEYS * 2
    (number,) = (e for e in tree.iter("section") if "data-cite-number" in e.attrib)
    assert forms(number) == KEYS
    assert "requests.granted.total" in words(number)
    assert "requests.granted.total" in by_id(tree)
    assert forms(parsed(rendered[f"data/{INDEX}"])) == KEYS
