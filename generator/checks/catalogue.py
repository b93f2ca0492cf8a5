"""Names, rules and explanations of the checks, read from catalogue.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.results import Severity
from generator.shipped import shipped_table


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """What readers are told of one check, Chinese first.

    ``name`` says what is checked, ``fails`` what is the case where the check fails: the title of a finding.
    ``formula`` is the rule, ``reader`` what a failure means, ``not_checkable`` when there is no verdict, ``basis`` the
    law or the form that the check rests on. The Chinese texts and ``name_en`` stand on the check's page. ``formula_en``
    says the rule more exactly, with the ids that the data uses and what ``left`` and ``right`` of an instance are;
    it and ``reader_en`` are for the English of that page, and are shown nowhere yet.
    """

    id: str
    name_zh: str
    name_en: str
    fails_zh: str
    fails_en: str
    severity: Severity
    formula_zh: str
    formula_en: str
    reader_zh: str
    reader_en: str
    not_checkable_zh: str
    basis: str
    example: str

    @property
    def code(self) -> str:
        return self.id[:3]


def load_catalogue() -> Mapping[str, CheckInfo]:
    """Short id → info, in catalogue order."""
    infos = (
        CheckInfo(**{**item, "severity": Severity(item["severity"])})
        for item in shipped_table(__package__, "catalogue.yaml")
    )
    return {info.code: info for info in infos}
