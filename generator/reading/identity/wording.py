"""The words by which reports say who wrote them: wording.yaml, compiled once a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.reports import OrganKind
from generator.shipped import shipped_table

BLANKS = r"[ \u3000\xa0\t]{0,6}"


@dataclass(frozen=True, slots=True)
class NameEnding:
    """How names of organs end. ``kind`` is None where the place before it decides (人民政府 of a 市)."""

    text: str
    kind: OrganKind | None
    strong: bool


@dataclass(frozen=True)
class IdentityWording:
    """Compiled lists of wording.yaml; every pattern is for text without blanks unless it says otherwise."""

    endings: tuple[NameEnding, ...]
    strong_end: re.Pattern[str]
    """An end of a name that is looked for in running text, with what must not follow it."""
    any_end: re.Pattern[str]
    """A whole phrase ends as names do."""
    lead: re.Pattern[str]
    lead_characters: str
    bare: re.Pattern[str]
    """How names begin that leave their place away."""
    contact_before: re.Pattern[str]
    contact_after: re.Pattern[str]
    cited_before: re.Pattern[str]
    cited_after: re.Pattern[str]
    speaker: re.Pattern[str]
    speakers: Mapping[str, tuple[str, ...]]
    zone: re.Pattern[str]
    row_label: re.Pattern[str]
    """A label of a metadata row, blanks allowed between its characters; group ``label``."""
    row_fields: Mapping[str, str]
    """Label without blanks → field."""
    published_by: tuple[str, ...]
    breadcrumb_start: re.Pattern[str]
    folder: re.Pattern[str]
    other_subject: re.Pattern[str]
    other_document: re.Pattern[str]
    other_marks: re.Pattern[str]

    def ending_of(self, name: str) -> NameEnding | None:
        """The longest known end of ``name``."""
        return next((ending for ending in self.endings if name.endswith(ending.text)), None)


def load_wording() -> IdentityWording:
    """The wording of the package."""
    data = shipped_table(__package__, "wording.yaml")
    endings = tuple(
        sorted(
            (
                NameEnding(e["end"], OrganKind(e["kind"]) if e["kind"] else None, e.get("strong", False))
                for e in data["endings"]
            ),
            key=lambda ending: (-len(ending.text), ending.text),
        )
    )
    fields = {label: field for field, labels in data["rows"].items() for label in labels}
    return IdentityWording(
        endings=endings,
        strong_end=re.compile(f"(?:{_any(e.text for e in endings if e.strong)})(?!{_any(data['not_followed'])})"),
        any_end=re.compile(f"(?:{_any(e.text for e in endings)})$"),
        lead=re.compile(_any(data["leads"])),
        lead_characters=data["lead_characters"],
        bare=re.compile(_any(data["bare"])),
        contact_before=re.compile(data["contact_before"]),
        contact_after=re.compile(data["contact_after"]),
        cited_before=re.compile(data["cited_before"]),
        cited_after=re.compile(data["cited_after"]),
        speaker=re.compile(
            f"[我本](?!{_any(data['not_speakers'])})({_any(data['speakers'])})(?!级|行政区|不掌握|年|次|期)"
        ),
        speakers={word: tuple(ends) for word, ends in data["speakers"].items()},
        zone=re.compile(f"(?:{_any(data['zones'])})$"),
        row_label=re.compile(
            r"(?<![\u4e00-\u9fff])(?P<label>"
            + "|".join(BLANKS.join(map(re.escape, label)) for label in _longest_first(fields))
            + r")(?:[（(]盖章[）)])?(?P<mark>[ \u3000\xa0】\]]*[:：]|[ \u3000\xa0】\]]*[|｜\t]|[ \u3000\xa0】\]]+|$)"
        ),
        row_fields=fields,
        published_by=tuple(data["published_by"]),
        breadcrumb_start=re.compile(data["breadcrumb_start"]),
        folder=re.compile(data["folder"]),
        other_subject=re.compile(_joined(data["other_subjects"])),
        other_document=re.compile(data["other_documents"]),
        other_marks=re.compile(data["other_marks"]),
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _joined(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
