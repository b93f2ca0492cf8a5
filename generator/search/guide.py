"""The guide: what the search page knows of the whole archive before any shard is loaded.

Provinces with their readable and romanised names, the facets' values with their counts and words, and the terms that
lead to a page of their own (what the forms and the checks are called), since a form's labels are not searched as text.
None of that grows with the archive; the regions of a province are told in a piece of their own, loaded where it is
chosen.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import labels
from generator.checks.catalogue import CheckInfo
from generator.forms.loader import Form, Forms, Label
from generator.places.slugs import place_slug
from generator.search.figures import WORDS
from generator.search.steps import FIGURES
from generator.search.summary import ShardSummary

GLOSSARY = "/about/glossary/"
PROVINCE = 2
"""Digits of a province's code."""
OLD_FORM = labels.Bilingual("2008–2018 年旧式", "before 2019")

_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十0-9]+[）)、.]")
_QUOTED = re.compile(r"^“([^“”]*)”$")
_TERM = re.compile(r'<dt id="(?P<id>[^"]+)">(?P<names>[^<]+)</dt>')


@dataclass(frozen=True, slots=True)
class SearchVocabulary:
    """Words that do not come from the reports: ``words`` facet → value → Chinese and English; ``terms`` a name, the
    address it leads to, and the forms whose tables have it as a label, if any do."""

    words: Mapping[str, Mapping[str, labels.Bilingual]] = field(default_factory=dict)
    terms: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def _labels_of(form: Form) -> Iterator[Label]:
    """The labels of rows, columns and their groups."""
    for table in form.tables:
        for group in (table.rows, table.columns, table.row_groups, table.column_groups):
            yield from group.values()


def _printed(forms: Forms) -> dict[str, tuple[str, ...]]:
    """What labels are called, by the form or by us, without numbers and marks → the forms whose tables print it, oldest
    first; those of our names that no form prints have none."""
    names = {name for form in forms.all for label in _labels_of(form) for name in (label.zh, label.short)}
    plain = {_QUOTED.sub(r"\1", _NUMBERED.sub("", "".join(name.split()))) for name in names}
    texts = {form.id: {"".join(label.zh.split()) for label in _labels_of(form)} for form in forms.all}
    return {
        name: tuple(id_ for id_, printed in texts.items() if any(name in label for label in printed))
        for name in sorted(plain)
        if len(name) > 1
    }


def vocabulary(forms: Forms, catalogue: Mapping[str, CheckInfo], glossary: str) -> SearchVocabulary:
    """Everything by its names: badges, organs, forms, checks, and the terms of ``glossary`` (HTML).

    A form's label leads to the glossary entry it shares words with, else to the glossary itself.
    """
    seals = {
        badge: {value: labels.Bilingual(seal.stamp, seal.en) for value, seal in values.items()}
        for badge, values in labels.SEALS.items()
    }
    form_words = {form.id: labels.Bilingual(f"{form.id} 年表式", f"{form.id} form") for form in forms.all}
    form_words[labels.LEGACY] = OLD_FORM
    checks = {c: labels.Bilingual(f"{c} {info.name_zh}", f"{c} {info.name_en}") for c, info in catalogue.items()}
    entries = {
        name.strip("《》"): f"{GLOSSARY}#{found['id']}"
        for found in _TERM.finditer(glossary)
        for name in re.split("[、，]", found["names"])
    }
    terms: dict[str, str] = {}
    for code, info in catalogue.items():
        terms |= dict.fromkeys((code, info.name_zh, info.fails_zh), f"/checks/{code}/")
    printed = _printed(forms)
    for name in printed:
        terms.setdefault(name, _entry(name, entries))
    return SearchVocabulary(
        {**seals, **dict.fromkeys(FIGURES, WORDS), "kind": labels.ORGAN_KINDS, "form": form_words, "check": checks},
        tuple((name, url, printed.get(name, ())) for name, url in sorted((terms | entries).items())),
    )


def _entry(label: str, entries: Mapping[str, str]) -> str:
    return next((url for name, url in entries.items() if name in label or label in name), GLOSSARY)


def packed_guide(shards: Sequence[ShardSummary], vocabulary: SearchVocabulary) -> tuple[bytes, dict[str, bytes]]:
    """The guide, and of each province the piece that its regions are told in, by code.

    The guide is JSON: ``regions`` code → [name, romanised] of the provinces, ``facets`` facet → value → reports, of
    regions the provinces alone, ``words`` facet → value → [Chinese, English] for the values there are, ``terms``
    [[name, address], …], behind which stand the forms whose tables have it as a label. A piece tells all below the
    province: ``names`` code → [name], ``counts`` code → reports.
    """
    counts = facet_counts(shards)
    names = dict(sorted(pair for shard in shards for pair in shard.regions.items()))
    words: dict[str, dict[str, list[str]]] = {}
    for facet, known in vocabulary.words.items():
        present = sorted(counts.get(facet, {}).keys() & known.keys())
        words[facet] = {value: [known[value].zh, known[value].en] for value in present}
    regions = counts.get("region", {})
    guide: dict[str, Any] = {
        "regions": {code: [name, place_slug(name)] for code, name in names.items() if len(code) <= PROVINCE},
        "facets": {**counts, "region": {code: count for code, count in regions.items() if len(code) <= PROVINCE}},
        "words": words,
        "terms": [term if term[-1] else term[:-1] for term in vocabulary.terms],
    }
    return _json(guide), dict(_regions_below(names, regions))


def _regions_below(names: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Code of a province → its piece."""
    below: dict[str, dict[str, dict[str, Any]]] = {}
    for code, name in names.items():
        if len(code) > PROVINCE:
            piece = below.setdefault(code[:PROVINCE], {"names": {}, "counts": {}})
            piece["names"][code], piece["counts"][code] = [name], counts[code]
    for province, own in below.items():
        yield province, _json(own)


def facet_counts(shards: Sequence[ShardSummary]) -> dict[str, dict[str, int]]:
    """Facet → value → reports of all ``shards`` together."""
    counts: dict[str, Counter[str]] = {}
    for shard in shards:
        for facet, values in shard.facets.items():
            counts.setdefault(facet, Counter()).update(values)
    return {facet: dict(sorted(count.items())) for facet, count in sorted(counts.items())}


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
