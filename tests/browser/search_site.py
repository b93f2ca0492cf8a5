"""A small site for the search alone: the reports of content/, read crudely, and the bare search page.

What stands in a document is the truth here, however it was read: the tests of reading are elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import opencc

from generator.checks.catalogue import load_catalogue
from generator.forms.loader import load_forms
from generator.publish.assets import fingerprint
from generator.search.documents import SearchDocument, SearchPassage
from generator.search.guide import vocabulary
from generator.search.indexing import build_index

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "content" / "reports"
ASSETS = ROOT / "templates" / "assets"
SCRIPTS = ("search", "suggest", "enhance")

TO_SIMPLIFIED = opencc.OpenCC("t2s")
PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)")
HEADING = re.compile(r"[一二三四五六七八九1-9]、\s?\w{2,20}$")

# Town → its places from the top, province, year, badge; the town's name tells which report a file is.
KNOWN = {
    "古城镇": (("辽宁省", "本溪市", "桓仁满族自治县", "古城镇"), "21", 2020, "inconsistent"),
    "下马关镇": (("宁夏回族自治区", "吴忠市", "同心县", "下马关镇"), "64", 2019, "consistent"),
    "双鹤乡": (("山西省", "临汾市", "乡宁县", "双鹤乡"), "14", 2020, "unchecked"),
    "岳村镇": (("河南省", "濮阳市", "华龙区", "岳村镇"), "41", 2021, "consistent"),
    "峨口镇": (("山西省", "忻州市", "代县", "峨口镇"), "14", 2020, "unchecked"),
}
SEALS = {"inconsistent": "勾稽不符", "consistent": "勾稽相符", "unchecked": "未能核对"}

PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>检索</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg">{preloads}<script type="module" src="{script}"></script>
<script type="module" src="{enhance}"></script></head><body><main>
<h1>检索</h1>
<section data-search data-manifest="{manifest}" aria-label="检索">
<form role="search" action="/search/" data-search-form>
<label for="q">检索词</label> <input id="q" name="q" type="search" autocomplete="off"> <button>检索</button>
<div data-search-filters hidden></div>
</form>
<p data-search-status role="status"></p>
<div data-search-help><p>键入字词即可检索。</p></div>
<ol data-search-results></ol>
<button type="button" data-search-more hidden></button>
<template data-search-seal="inconsistent"><span class="seal">不符印</span></template>
</section></main></body></html>
"""

BARE = b'<!doctype html><html lang="zh-Hans"><link rel="icon" href="/icon.svg"><title>x</title><p>x</p>'


def documents() -> list[SearchDocument]:
    files = sorted(REPORTS.rglob("*.txt"))
    assert len(files) >= 5, f"the five reports must stand in {REPORTS.name}/"
    return [document for path in files if (document := _document(path.read_text("utf-8")))]


def write_site(folder: Path, reports: Sequence[SearchDocument], shard_size: int = 1000, lang: str = "zh-Hans") -> None:
    """The search page, its assets and index, and a bare page for each report."""
    sources = {
        path.relative_to(ASSETS).as_posix(): path.read_bytes()
        for path in [*(ASSETS / f"{name}.js" for name in SCRIPTS), *sorted((ASSETS / "search").glob("*.js"))]
    }
    assets = fingerprint(sources)
    words = vocabulary(load_forms(), load_catalogue(), "<li><strong>三安全一稳定</strong>：条例</li>")
    index = build_index(reports, shard_size, words)
    urls = assets.urls
    preloads = "".join(
        f'<link rel="preload" as="fetch" crossorigin href="/search/index/{path}">' for path in index.first
    )
    page = PAGE.format(
        preloads=preloads,
        script=urls["search.js"],
        enhance=urls["enhance.js"],
        manifest=f"/search/index/{index.manifest}",
    ).replace("zh-Hans", lang)
    files = {**assets.files, "search/index.html": page.encode(), "index.html": page.encode()}
    files["icon.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
    files["404.html"] = BARE
    files |= {f"search/index/{path}": data for path, data in index.files.items()}
    for report in reports:
        link = '<!doctype html><html lang="zh-Hans"><link rel="icon" href="/icon.svg"><title>x</title><p>x</p>'
        files[f"{report.url[1:]}index.html"] = link.encode()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _document(text: str) -> SearchDocument | None:
    plain = PINYIN.sub("", TO_SIMPLIFIED.convert(text)).replace("?", "").replace("**", "")
    town = next((town for town in KNOWN if town in plain), None)
    if town is None:
        return None
    places, province, year, consistency = KNOWN[town]
    # Rows of tables hold tabs or bars; the document with one cell a line indents each of them by a tab.
    lines = [line for line in plain.splitlines() if "\t" not in line and "|" not in line and line.strip()]
    title = next((line.strip() for line in lines[:3] if "报告" in line and "20" in line[:20]), None)
    passages: list[SearchPassage] = []
    heading, body = "", list[str]()
    for line in [*lines, "九、末尾"]:
        if HEADING.match(line.strip()):
            passages.append(SearchPassage(f"s{len(passages)}" if heading else "", heading, "\n".join(body)))
            heading, body = line.strip(), []
        else:
            body.append(line)
    return SearchDocument(
        url=f"/region/{province}/{len(plain)}/{year}/",
        title=title or f"{places[-1]}人民政府 {year} 年度报告",
        title_printed=title is not None,
        organ=f"{places[-1]}人民政府",
        places=places,
        province=province,
        year=year,
        consistency=consistency,
        consistency_zh=SEALS[consistency],
        newest=f"{year + 1}-01-14",
        passages=tuple(passages),
    )
