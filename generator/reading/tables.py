"""Grids to the three official tables."""

from __future__ import annotations

from collections.abc import Sequence

from generator.forms.loader import Forms
from generator.model.documents import Grid, Text
from generator.model.doubts import Doubt
from generator.model.figures import Tables
from generator.reading.disclosure_table import read_disclosure
from generator.reading.disputes_table import read_disputes
from generator.reading.requests_table import read_requests


def read_tables(grids: Sequence[Grid], forms: Forms, text: Text) -> tuple[Tables, tuple[Doubt, ...]]:
    """The tables that ``grids`` hold, each with a form of its own, and what could not be read of them."""
    disclosure, doubts2 = read_disclosure(grids, forms, text)
    requests, doubts3 = read_requests(grids, forms, text)
    nearest = requests or disclosure
    form = nearest.form if nearest else forms.all[-1].id
    disputes, doubts4 = read_disputes(grids, forms, form, text)
    return Tables(disclosure, requests, disputes), doubts2 + doubts3 + doubts4
