"""What a careful person could know from one file: the truth beside it, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from benchmarks.corpus.figures import Figures
from benchmarks.corpus.forms import Address
from benchmarks.corpus.identity import Identity, Known
from benchmarks.corpus.sheets import Verdicts

Json = dict[str, Any]


def cell_truths(figures: Figures, verdicts: Verdicts) -> Json:
    """Dotted address → ``kind``, ``value``, ``written``, ``unit``, ``decidable``, ``why``.

    ``kind`` is stated, blank, slash, dash, text, or undecidable; ``value`` is null but where stated. ``written`` is
    the value that was there before the layout lost it. ``decidable``: ``yes``; ``no``; ``arguable`` (right or refused
    are both fine); ``by_sums`` (glued digits with one way out, to be marked as solved); ``false_sums`` (one way out,
    and it is wrong).
    """
    return {".".join(address): _cell(address, figures, verdicts) for address in figures.cells}


def _cell(address: Address, figures: Figures, verdicts: Verdicts) -> Json:
    printed = figures.cells[address]
    verdict, why = verdicts.of.get(address, ("yes", ""))
    if printed.fuzzy and verdict == "yes":
        verdict, why = "arguable", printed.fuzzy
    lost = verdict in ("no", "false_sums")
    entry: Json = {
        "kind": "undecidable" if lost else printed.kind,
        "value": None if lost else printed.value,
        "decidable": verdict,
        "raw": printed.text,
    }
    if lost or printed.value is not None:
        entry["written"] = printed.value
    if address[2] == "amount":
        entry["unit"] = printed.unit
    if why:
        entry["why"] = why
    return entry


def known(fact: Known) -> Json:
    return {"value": fact.value, "decidable": fact.verdict}


def identity_truth(identity: Identity) -> Json:
    """Author and year; ``code`` is the town's, for whoever wants to look at places."""
    return {
        "organ": known(identity.organ),
        "year": known(identity.year_known),
        "code": identity.chain.code,
        "written_organ": identity.name,
        "written_year": identity.year,
    }


def blurred(identity: Identity) -> Identity:
    """Where nothing that was known is sure: after a lossy decoding, or with another report on the same lines."""

    def blur(fact: Known) -> Known:
        return Known(fact.value, "arguable") if fact.verdict == "yes" else fact

    return replace(identity, organ=blur(identity.organ), year_known=blur(identity.year_known))


def forms_truth(forms: Mapping[str, str | None], verdict: str) -> Json:
    """Form versions of tables 2 and 3, and what the report as a whole is to be called."""
    return {
        name: {"value": value, "decidable": verdict if value else "yes"}
        for name, value in (*forms.items(), ("format", forms["requests"]))
    }
