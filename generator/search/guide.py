"""The guide: what the search page knows of the whole archive before any shard is loaded.

Regions with their readable and romanised names, the facets' values with their counts and words, and the terms that
lead to a page of their own (what the forms and the checks are called), since a form's labels are not searched as text.
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
from generator.forms.loader import Forms, Label
from generator.places.slugs import place_slug
from generator.search.documents import SearchDocument

GLOSSARY = "/about/glossary/"
OLD_FORM = labels.Bilingual("2008–2018 年旧式", "before 2019")

_STRONG = re.compile(r"<strong>([^<]+)</strong>")


@dataclass(frozen=True, slots=True)
class SearchVocabulary:
    """Words that do not come from the reports: ``words`` facet → value → Chinese and English; ``terms`` a label and the
    address it leads to."""

    words: Mapping[str, Mapping[str, labels.Bilingual]] = field(default_factory=dict)
    terms: tuple[tuple[str, str], ...] = ()


def _labels_of(forms: Forms) -> Iterator[Label]:
    """The labels of rows, columns and their groups, oldest form first."""
    for table in (table for form in forms.all for table in form.tables):
        for group in (table.rows, table.columns, table.row_groups, table.column_groups):
            yield from group.values()


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
        name.strip("《》"): f"{GLOSSARY}#:~:text={name}"
        for found in _STRONG.findall(glossary)
        for name in re.split("[、，]", found)
    }
    terms: dict[str, str] = {}
    for code, info in catalogue.items():
        terms |= {code: f"/checks/{code}/", info.name_zh: f"/checks/{code}/"}
    for label in _labels_of(forms):
        for name in (label.zh, label.short):
            plain = re.sub(r"^[（(]?[一二三四五六七八九十0-9]+[）)、.]", "", "".join(name.split())).strip("“”")
            if len(plain) > 1:
                terms.setdefault(plain, _entry(plain, entries))
    return SearchVocabulary(
        {**seals, "kind": labels.ORGAN_KINDS, "form": form_words, "check": checks},
        tuple(sorted((terms | entries).items())),
    )


def _entry(label: str, entries: Mapping[str, str]) -> str:
    return next((url for name, url in entries.items() if name in label or label in name), GLOSSARY)


def region_names(documents: Sequence[SearchDocument]) -> Mapping[str, str]:
    """Code → name of every region that holds a report. Where reports name one differently, the last name in order."""
    return dict(sorted({pair for document in documents for pair in document.divisions}))


def packed_guide(documents: Sequence[SearchDocument], vocabulary: SearchVocabulary, heavy: Sequence[str] = ()) -> bytes:
    """JSON: ``regions`` code → [name, romanised], ``facets`` facet → value → reports, ``words`` facet → value →
    [Chinese, English] for the values there are, ``terms`` [[label, address], …], ``heavy`` the words of the index that
    occur very often."""
    regions = region_names(documents)
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        for facet, values in document.facets.items():
            counts.setdefault(facet, Counter()).update(values)
    words: dict[str, dict[str, list[str]]] = {}
    for facet, known in vocabulary.words.items():
        present = sorted(counts.get(facet, Counter()).keys() & known.keys())
        words[facet] = {value: [known[value].zh, known[value].en] for value in present}
    guide: dict[str, Any] = {
        "regions": {code: [name, place_slug(name)] for code, name in regions.items()},
        "facets": {facet: dict(sorted(count.items())) for facet, count in counts.items()},
        "words": words,
        "terms": vocabulary.terms,
        "heavy": heavy,
    }
    return json.dumps(guide, ensure_ascii=False, separators=(",", ":")).encode()
