"""A command loads what it needs: to load the whole program takes a second."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.filled import filled

LARGE = ("generator.pipeline", "generator.sources", "generator.reading", "generator.pages", "generator.filing")
"""Rooms by which each of the large parts is known."""


def loaded(*words: str) -> set[str]:
    """The modules that a call of a command leaves behind, in a process of its own."""
    code = "import sys\nfrom generator.cli import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    return set(filled(done.stdout.splitlines()[-1].split()))


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_who_asks_for_little_waits_for_little(word: str) -> None:
    assert loaded(word).isdisjoint(LARGE)
