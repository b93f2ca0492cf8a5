"""Layout 10: no separators at all. What the printed sums of the whole table decide is SOLVED, never stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from benchmarks.corpus.forms import OUTSIDE, Address
from benchmarks.corpus.glue import solve_disputes, solve_requests, splits
from benchmarks.corpus.sheets import Box, Sheet, Verdicts, flatten


def glued(sheet: Sheet, random: Random, verdicts: Verdicts) -> list[str]:
    """A row's label and its numbers run together; rows may follow on the same line; blanks fall in anywhere."""
    flat = flatten(sheet, across="none", down="dropped")
    strays = random.random() < 0.25
    one_line = random.random() < 0.5
    pieces: list[str] = []
    for row in flat:
        digits = "".join(box.text for box in row if box.address)
        if strays and len(digits) > 4 and random.random() < 0.3:
            at = random.randint(1, len(digits) - 1)
            digits = f"{digits[:at]} {digits[at:]}"
        pieces.append("".join(box.text for box in row if box.address is None) + digits)
    judge_glued(sheet.name, flat, verdicts)
    if not one_line:
        return pieces
    lines = [""]
    for piece in pieces:
        # a row whose label begins with a digit joins the numbers before it: …00000002.其他法律
        if random.random() < 0.7:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line for line in lines if line]


def judge_glued(name: str, flat: Sequence[Sequence[Box]], verdicts: Verdicts) -> None:
    """Cut every row in all ways that the sums allow and note whether one is left, and whether it is the true one."""
    rows = [[box for box in row if box.address is not None] for row in flat]
    rows = [row for row in rows if row]
    if name == "disclosure":
        for row in rows:
            _note(row, _cuts("".join(box.text for box in row), len(row)), verdicts)
        return
    if name == "disputes":
        text = "".join(box.text for box in rows[0])
        found = solve_disputes(text)
        _note(rows[0], None if found is None else {tuple(map(str, split)) for split in found}, verdicts)
        return
    ids = [_address(row[0])[1] for row in rows]
    solved = solve_requests(
        {id: "".join(box.text for box in row) for id, row in zip(ids, rows, strict=True)},
        [id for id in ids if id not in OUTSIDE and id != "results_total"],
    )
    for id, row in zip(ids, rows, strict=True):
        _note(row, None if solved is None else {tuple(map(str, split)) for split in solved[id]}, verdicts)


def _cuts(text: str, count: int) -> set[tuple[str, ...]]:
    """Cuts of a table 2 row, where no sum helps; signs and decimal points stay with their digits."""
    signed = re.sub(r"[^\d+.-]", "", text)
    if re.fullmatch(r"\d+", signed):
        return set(splits(signed, count))
    found: set[tuple[str, ...]] = set()
    for places in _places(len(signed), count):
        pieces = tuple(signed[a:b] for a, b in zip((0, *places), (*places, len(signed)), strict=True))
        if all(re.fullmatch(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?", piece) for piece in pieces):
            found.add(pieces)
    return found


def _places(length: int, count: int, start: int = 1) -> list[tuple[int, ...]]:
    if count == 1:
        return [()]
    return [(at, *rest) for at in range(start, length) for rest in _places(length, count - 1, at + 1)]


def _note(row: Sequence[Box], found: set[tuple[str, ...]] | None, verdicts: Verdicts) -> None:
    addresses = [_address(box) for box in row]
    written = tuple(box.text for box in row)
    if found is None:
        verdicts.mark(addresses, "no", "too many ways of cutting the digits")
    elif len(found) != 1:
        verdicts.mark(addresses, "no", f"{len(found)} ways of cutting the digits satisfy the sums")
    elif written in found:
        verdicts.mark(addresses, "by_sums", "one way of cutting the digits satisfies the sums")
    else:
        verdicts.mark(addresses, "false_sums", "one way of cutting satisfies the sums, and it is not what was written")


def _address(box: Box) -> Address:
    assert box.address is not None
    return box.address
