"""Which labels lead to an entry of the glossary (terms.yaml); none where an archive has no glossary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.pages.page import Link
from generator.pages.site import Site
from generator.shipped import shipped_table

GLOSSARY = "/about/glossary/"
NAMES = {
    "cross-footing": "勾稽",
    "outcome": "办理结果",
    "carried": "上年结转、结转下年度",
    "litigation": "未经复议直接起诉、复议后起诉",
    "in-force": "对外公开总数量、现行有效件数",
    "rules": "规章、行政规范性文件",
    "net-change": "本年增/减",
    "required": "要件",
}
"""What the entries that checks lead to are called."""


def label_links(site: Site) -> Mapping[str, str]:
    """Id of a row, column or group of a form, or of a reading → address of its entry."""
    return _links(_known(site), ("labels", "readings"))


def check_terms(site: Site, code: str) -> tuple[Link, ...]:
    """The entries that explain the words of a check."""
    known = _known(site)
    terms = (term for term, codes in _table()["checks"].items() if code in codes and term in known)
    return tuple(Link(NAMES[term], f"{GLOSSARY}#{term}") for term in terms)


def _known(site: Site) -> frozenset[str]:
    return next((article.terms for article in site.articles if article.path == GLOSSARY), frozenset())


@cache
def _links(known: frozenset[str], kinds: tuple[str, ...]) -> Mapping[str, str]:
    table = _table()
    pairs = ((term, id_) for kind in kinds for term, ids in table[kind].items() for id_ in ids)
    return {id_: f"{GLOSSARY}#{term}" for term, id_ in pairs if term in known}


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = shipped_table(__package__, "terms.yaml")
    return table
