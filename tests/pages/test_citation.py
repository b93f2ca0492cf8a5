"""Citations of a report, of the archive and of one number, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from msgspec import structs

from generator.model.figures import Reading
from generator.model.sidecars import Correction, Sidecar
from generator.pages import all_pages
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
from generator.publish.render import Renderer
from tests.pages import samples
from tests.pages.markup import by_id, parsed, words

URL = "https://gongkai.example/region/990101/bingding-zhen/2020/"
TITLE = "测试省甲乙县丙丁镇人民政府2020年政府信息公开工作年度报告"
ORGAN = "测试省甲乙县丙丁镇人民政府"
REPORT = f"region/990101/bingding-zhen/2020/{INDEX}"
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


def test_every_number_has_a_key_of_its_own(work: Work) -> None:
    found = texts(number_citation(work))
    key = f"{work.key}:【地址】"
    assert found["bibtex"].startswith(f"@techreport{{{key},\n")
    assert ris(found["ris"])["ID"] == json.loads(found["csl"])[0]["id"] == key


def test_addresses_fit_into_a_key(rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered[REPORT])
    ids = [e.get("id", "") for e in tree.iter() if e.tag in ("td", "tr") and e.get("id")]
    assert len(ids) > 100 and any(id_.startswith("figure-") for id_ in ids)
    assert [id_ for id_ in ids if not re.fullmatch(r"[A-Za-z0-9._-]+", id_)] == []


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


def test_what_was_read_before_stands_where_the_script_finds_it(renderer: Renderer) -> None:
    site, entry = samples.site(), samples.messy()
    table = entry.body.tables.requests
    assert table
    cell = structs.replace(
        table.cells["granted", "total"], reading=Reading.CORRECTED, note="原读作“7”；看错", rests_on=()
    )
    tables = replace(entry.body.tables, requests=replace(table, cells={**table.cells, ("granted", "total"): cell}))
    sidecar = Sidecar("x.yaml", corrections=(Correction("requests.granted.total", 8, "看错"),))
    changed = replace(entry, report=replace(entry.body, tables=tables, sidecar=sidecar))
    entries = tuple(changed if one.url == entry.url else one for one in site.archive.entries)
    page = next(
        one for one in all_pages(replace(site, archive=replace(site.archive, entries=entries))) if one.path == REPORT
    )
    tree = parsed(renderer.render(page).decode())
    (told,) = (e for e in tree.iter() if e.get("data-corrects") == "requests.granted.total")
    assert words(told) == "原读作“7”；看错"


def forms(element: Element) -> list[str]:
    return [e.get("data-cite", "") for e in element.iter("div") if e.get("data-cite")]


def test_pages_print_them_so_that_no_script_is_needed(rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered[REPORT])
    assert forms(tree) == KEYS * 2
    (number,) = (e for e in tree.iter("section") if "data-cite-number" in e.attrib)
    assert forms(number) == KEYS
    assert "requests.granted.total" in words(number)
    assert "requests.granted.total" in by_id(tree)
    assert forms(parsed(rendered[f"data/{INDEX}"])) == KEYS
