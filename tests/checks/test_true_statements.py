"""Not one false accusation, and no contradiction overlooked: true and false statements in many phrasings."""

from __future__ import annotations

import random

import pytest

from generator.checks.base import Subject, evaluate
from generator.checks.inside import INSIDE_CHECKS
from generator.checks.narrative import NARRATIVE_CHECKS
from generator.corpus import build_corpus
from generator.model.results import Result, Verdict
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.checks.statements import CHATTER, STATEMENTS, TRAPS, Statement, report, sentence, truth
from tests.filled import filled
from tests.inspecting import resources


def results(text: str) -> dict[str, Result]:
    document = read_bytes("case.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (read,), _ = read_reports(document, resources().reader)
    subject = Subject(read, build_corpus([read]), resources().reader.forms)
    checks = (*NARRATIVE_CHECKS, *INSIDE_CHECKS)
    return {check.code: evaluate(check, resources().catalogue[check.code], subject) for check in checks}


def failing(found: dict[str, Result]) -> list[str]:
    # D10 is a note on true facts: cases without requests.
    return [code for code, result in found.items() if result.verdict is Verdict.FAIL and code != "D10"]


@pytest.mark.parametrize("seed", range(150))
def test_true_statements_among_traps_accuse_nobody(seed: int) -> None:
    chance = random.Random(f"true {seed}")
    n = truth(chance)
    said = [sentence(s, n, chance) for s in chance.sample(STATEMENTS, 5)]
    traps = [trap.format(n=chance.randrange(100, 900)) for trap in chance.sample(TRAPS, 5)]
    parts = [*said, *traps, *chance.sample(CHATTER, 2)]
    chance.shuffle(parts)
    if chance.random() < 0.5:
        # One paragraph, so that every sentence has all others before it.
        parts = ["".join(parts)]
    assert failing(results(report(parts, n))) == [], "\n".join(parts)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_alone_accuses_nobody(trap: str) -> None:
    n = truth(random.Random(trap))
    assert failing(results(report([trap.format(n=777)], n))) == []


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"{s.code} {STATEMENTS.index(s)}")
def test_a_true_statement_passes_and_a_false_one_fails(statement: Statement, seed: int) -> None:
    chance = random.Random(f"{STATEMENTS.index(statement)} {seed}")
    n = truth(chance)
    opener = chance.randrange(1 << 30)
    true = sentence(statement, n, random.Random(opener))
    assert results(report([true], n))[statement.code].verdict is Verdict.PASS, true
    for key in filled(statement.keys):
        for change in filled((37,) if statement.lenient else (37, -1)):
            wrong = n[key] + change if n[key] + change >= 0 else 41
            false = sentence(statement, {**n, key: wrong}, random.Random(opener))
            found = results(report([false], n))
            assert statement.code in failing(found), false
