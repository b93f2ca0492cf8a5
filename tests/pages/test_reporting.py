"""Readers report errors from every page; the log tells what was corrected, withheld and replied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.archive.types import Entry
from generator.model.reports import Report, Sourced
from generator.model.sidecars import Correction, Reply, Sidecar, Withheld
from generator.pages import all_pages
from generator.pages.reporting import HOW_TO_CORRECT
from generator.pages.site import Site
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples

MAIL, FORM = "errors@archive.example", "https://forge.example/issues/new?template=error.yml"
REPORT = "region/990101/bingding-zhen/2020/index.html"


def pages(renderer: Renderer, site: Site) -> Mapping[str, str]:
    return {page.path: renderer.render(page).decode() for page in all_pages(site)}


def faults(text: str) -> list[str]:
    """Where the links called 纠错 lead."""
    return [unescape(address) for address in re.findall(r'href="([^"]+)"[^>]*>[^<]*纠错[<：]', text)]


@pytest.mark.parametrize("target", [MAIL, FORM])
def test_every_page_has_a_letter_that_names_it(renderer: Renderer, target: str) -> None:
    site = replace(samples.site(), report_errors=target)
    for path, text in filled(pages(renderer, site).items()):
        if path.endswith(".html"):
            address = unquote(faults(text)[-1])
            assert target in address
            wanted = "" if path == "404.html" else site.full("/" + path.removesuffix("index.html"))
            assert f"网址：{wanted}" in address


def test_a_letter_about_a_finding_names_check_cell_value_and_line(renderer: Renderer) -> None:
    site = replace(samples.site(), report_errors=FORM)
    found = [address for address in faults(pages(renderer, site)[REPORT]) if "%23A" in address]
    told = parse_qs(urlsplit(found[0]).query)
    code = re.search(r"#(A..)", told["body"][0])
    assert code and told["title"][0].startswith(f"纠错：{code[1]} ")
    assert re.search(r"[<≠].*；\w+\.\w+\.\w+ = [0-9]+；原文第 [0-9]+ 行", told["body"][0])
    assert told["template"] == ["error.yml"]


def test_lines_of_a_letter_end_as_mail_has_it(renderer: Renderer) -> None:
    site = replace(samples.site(), report_errors=MAIL)
    number = next(address for address in faults(pages(renderer, site)[REPORT]) if "%E3%80%90" in address)
    body = number.partition("&body=")[2]
    assert "%0D%0A" in body and "%0A" not in body.replace("%0D%0A", "")
    assert "【该行文字】" in unquote(body) and "#【地址】" in unquote(body)


def test_without_an_address_the_site_says_so(rendered: Mapping[str, str]) -> None:
    assert samples.site().report_errors == ""
    for path, text in filled(rendered.items()):
        if path.endswith(".html"):
            assert HOW_TO_CORRECT in faults(text) and "mailto:" not in text
    assert "没有设置" in rendered["corrections/index.html"]
    assert "报告错误" not in "".join(rendered.values())


def touched() -> Site:
    """The sample archive with a report that was corrected, that withholds words and whose organ answered."""
    site = samples.site()
    told = Sidecar(
        "x.yaml",
        corrections=(Correction("year", 2020, "标题有误"), Correction("requests.nowhere.total", 5, "没有用上")),
        withhold=(Withheld("某某某的住址", "含个人信息"),),
        reply=Reply("已经核实，将予更正。"),
    )

    def changed(entry: Entry) -> Entry:
        if not entry.url.endswith("bingding-zhen/2020/"):
            return entry
        assert isinstance(entry.report, Report)
        return replace(entry, report=replace(entry.report, sidecar=told, year=Sourced(2020, "sidecar")))

    archive = site.archive
    entries = tuple(changed(entry) for entry in archive.entries)
    checks = {
        code: replace(summary, failed=tuple(changed(entry) for entry in summary.failed))
        for code, summary in archive.checks.items()
    }
    return replace(site, archive=replace(archive, entries=entries, checks=checks))


def test_the_log_tells_what_was_corrected_and_never_what_is_withheld(renderer: Renderer) -> None:
    made = pages(renderer, touched())
    log = made["corrections/index.html"]
    assert "年度：改为 2020<small>标题有误" in log
    assert "没有用上" not in log
    assert "含个人信息" in log and "机关已回应" in log
    assert log.count("<article>") == 1
    assert "某某某的住址" not in "".join(made.values())


def test_a_reply_is_told_wherever_the_finding_is(renderer: Renderer) -> None:
    made = pages(renderer, touched())
    assert '<h3 id="reply">' in made[REPORT] and '<a href="#reply">机关已回应' in made[REPORT]
    failing = re.findall(r'<article class="finding \w+" id="(\w+)"', made[REPORT])
    for code in filled(failing):
        assert f'/{REPORT.removesuffix("index.html")}#reply"' in made[f"checks/{code}/index.html"]
