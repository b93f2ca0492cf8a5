"""The list of mutants follows the code: each place stands there just once. Running them is a benchmark's work."""

from __future__ import annotations

from benchmarks.mutants import ROOT, read_mutants

FEWEST = 440


def test_every_mutant_finds_its_place_and_changes_it() -> None:
    mutants = read_mutants()
    assert len(mutants) >= FEWEST
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    for mutant in mutants:
        source = (ROOT / "generator" / mutant.file).read_text(encoding="utf-8")
        assert mutant.applied(source) != source
