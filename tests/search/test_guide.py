"""What the search page knows before any shard is loaded."""

from __future__ import annotations

import json

from search_samples import sample

from generator.checks.catalogue import load_catalogue
from generator.forms.loader import load_forms
from generator.search.guide import packed_guide, vocabulary
from generator.search.summary import Pieces, summarised

GLOSSARY = '<dl><dt id="safety">三安全一稳定</dt><dd>甲</dd><dt id="carried">上年结转、结转下年度</dt><dd>乙</dd></dl>'
WORDS = vocabulary(load_forms(), load_catalogue(), GLOSSARY)


def test_labels_of_forms_and_checks_lead_to_their_pages() -> None:
    terms = {name: url for name, url, _ in WORDS.terms}
    assert terms["三安全一稳定"] == "/about/glossary/#safety"
    assert terms["上年结转"] == terms["结转下年度"] == "/about/glossary/#carried"
    assert terms["A07"] == "/checks/A07/"
    assert terms[load_catalogue()["A07"].name_zh] == "/checks/A07/"
    labels = {label for form in load_forms().all for table in form.tables for label in table.columns}
    assert labels
    assert all(len(name) > 1 for name in terms)
    assert all(name.count("“") == name.count("”") for name in terms)


def test_a_label_tells_which_forms_print_it() -> None:
    forms = {name: printed for name, _, printed in WORDS.terms}
    assert forms["行政处罚"] == ("2019", "2021")
    assert forms["政府集中采购"] == ("2019",)
    assert forms["上年结转"] == ("2019", "2021"), "our short name is part of what is printed"
    assert forms["A07"] == ()
    guide = json.loads(packed_guide([], WORDS)[0])
    assert ["行政处罚", "/about/glossary/", ["2019", "2021"]] in guide["terms"]
    assert ["A07", "/checks/A07/"] in guide["terms"]


def test_a_check_is_named_by_its_fault_too() -> None:
    info = load_catalogue()["A07"]
    assert (info.fails_zh, "/checks/A07/", ()) in WORDS.terms


def test_facets_are_counted_and_named_in_both_languages() -> None:
    documents = [
        sample(1, regions=(("11", "某市"), ("110101", "某区")), failing=("A07", "B03"), kind="department"),
        sample(2, url="/x/", province="", places=(), year=None, failing=("A07",), consistency="inconsistent"),
    ]
    shards = [summarised([document], {"公": 1}, "0123456789/", Pieces(1, 1)) for document in documents]
    packed, below = packed_guide(shards, WORDS)
    guide = json.loads(packed)
    assert guide["regions"] == {"11": ["某市", "mou-shi"]}
    assert guide["facets"]["region"] == {"": 1, "11": 1}
    assert json.loads(below["11"]) == {"names": {"110101": ["某区"]}, "counts": {"110101": 1}}
    assert guide["facets"]["year"] == {"": 1, "2001": 1}
    assert guide["facets"]["check"] == {"A07": 2, "B03": 1}
    assert guide["words"]["kind"]["department"][1].isascii()
    assert set(guide["words"]["check"]) == {"A07", "B03"}
