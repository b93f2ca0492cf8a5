"""What builds is imported while inputs are hashed, where a file is newer than the last build; that decides nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.settings import Settings, load_settings
from generator.workers import meanwhile
from generator.workers.meanwhile import inputs_while
from generator.workers.unchanged import Inputs, inputs_for
from generator.workers.upkeep import begin, note_build


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for path in ("content/reports/a.txt", "templates/a.html"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("")
    (tmp_path / "pyproject.toml").touch()
    return load_settings({}, root=tmp_path, keep=True)


def built(settings: Settings) -> None:
    """As after a build a second later than all that is written."""
    assert settings.cache is not None
    begun = begin(settings.cache)
    for file in (settings.content / "reports" / "a.txt", settings.templates / "a.html"):
        os.utime(file, ns=(begun - 10**9, begun - 10**9))
    note_build(settings.cache, begun, [], [])


def found(settings: Settings) -> tuple[Inputs, bool]:
    """What the inputs are, and whether something was loaded meanwhile."""
    loaded: list[None] = []
    return inputs_while(settings, lambda: loaded.append(None)), bool(loaded)


def test_a_first_build_imports_meanwhile(settings: Settings) -> None:
    assert found(settings) == (inputs_for(settings), True)


def test_where_nothing_is_newer_nothing_is_imported(settings: Settings) -> None:
    built(settings)
    assert found(settings) == (inputs_for(settings), False)


@pytest.mark.parametrize("name", ["content/reports/a.txt", "templates/a.html"])
def test_where_a_file_is_newer_it_is_imported(name: str, settings: Settings) -> None:
    built(settings)
    os.utime(settings.content.parent / name)
    assert found(settings) == (inputs_for(settings), True)


def test_nothing_is_kept_nothing_is_hashed(settings: Settings) -> None:
    alone = load_settings({}, root=settings.content.parent)
    assert found(alone) == (Inputs(), False)


def test_a_process_that_ends_is_no_trouble(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_inputs", ended)
    assert found(settings) == (inputs_for(settings), True)


def ended(shared: None, settings: Settings) -> Inputs:
    os._exit(1)


def test_where_nothing_can_be_built_it_is_said(settings: Settings) -> None:
    (settings.content / "reports" / "a.txt").unlink()
    (settings.content / "reports").rmdir()
    with pytest.raises(GongkaiError):
        inputs_while(settings, list)
