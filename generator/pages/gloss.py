"""English glosses: beside a fixed Chinese label stands what it means, unseen until the reader turns English on.

An ``<i lang="en">`` is what HTML has for words in another language. The stylesheet shows it where the switch in the
head is on, and nowhere else, so nobody hears a label twice. What templates say literally gets its gloss from
glosses.yaml when the template is read (publish/render); what labels, forms and the catalogue say is glossed here, once
each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from markupsafe import Markup, escape

from generator.labels import Bilingual
from generator.shipped import shipped_table

_TEXT = re.compile(r"(?<=[>}])(?P<words>(?:(?!\{%|%\})[^<>])*?[\u4e00-\u9fff](?:(?!\{%)[^<>])*)")
"""What stands between two tags of a template, or its tags and Jinja's."""
_NUMBER = re.compile(r"\d+")
_GAP = re.compile(r"\{\{.*?\}\}")


@lru_cache(maxsize=4096)
def glossed(zh: str, en: str) -> Markup:
    """``zh`` with its gloss, ready to be written into a page; not fit for attributes and titles."""
    return escape(zh) + _gloss(en) if zh else Markup("")


@lru_cache(maxsize=1024)
def explained(zh: str, en: str, url: str) -> Markup:
    """The same, ``zh`` as a link to where it is explained; no link where ``url`` is ""."""
    return Markup('<a href="{}">{}</a>').format(url, zh) + _gloss(en) if url and zh else glossed(zh, en)


def glossed_label(table: Mapping[str, Bilingual], key: str) -> Markup:
    """The words for ``key`` with their gloss; nothing where the table has none."""
    words = table.get(key)
    return glossed(words.zh, words.en) if words else Markup("")


def _gloss(en: str) -> Markup:
    return Markup('<i lang="en">{}</i>').format(en) if en else Markup("")


@cache
def filled_glosses() -> Mapping[str, str]:
    """Titles and labels that come through variables → English; ``{}`` stands for a number."""
    return {str(zh): str(en) for zh, en in shipped_table(__package__, "glosses_filled.yaml").items()}


@cache
def glosses() -> Mapping[str, str]:
    """Chinese words of templates → English; ``{}`` stands for what is filled in."""
    return {str(zh): str(en) for zh, en in shipped_table(__package__, "glosses.yaml").items()}


def glossed_words(zh: str) -> Markup:
    """What a template says through a variable, with its gloss; numbers are filled in."""
    known = filled_glosses()
    en = known.get(zh)
    if en is None:
        en = known.get(_NUMBER.sub("{}", zh), "")
        for number in _NUMBER.findall(zh):
            en = en.replace("{}", number, 1)
    return glossed(zh, en)


def with_glosses(template: str) -> str:
    """The source of a template with a gloss behind every text that has one."""
    known = glosses()

    def told(match: re.Match[str]) -> str:
        words = match["words"]
        en = known.get(_GAP.sub("{}", words.strip(" \n\u3000")))
        if en is None:
            return words
        for gap in _GAP.findall(words):
            en = en.replace("{}", gap, 1)
        kept = words.rstrip(" \n\u3000")
        return f'{kept}<i lang="en">{en}</i>{words[len(kept) :]}'

    return _TEXT.sub(told, template)
