"""What reading needs to know beforehand: forms, words and places."""

from __future__ import annotations

from dataclasses import dataclass

from generator.forms.loader import Forms
from generator.places.gazetteer import Gazetteer
from generator.reading.figures.indicators import Indicators
from generator.reading.identity import IdentityWording
from generator.reading.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know beforehand, loaded once and shared by all documents."""

    forms: Forms
    lexicon: Lexicon
    gazetteer: Gazetteer
    indicators: Indicators
    wording: IdentityWording
    table_words: frozenset[str]
