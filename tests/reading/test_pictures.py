"""Tables out of pictures: what is shown as recognised, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.figures import Cell, Reading, Table
from generator.model.pictures import Seen
from tests.pictures import Readings, read_scan, scanned

ASKED = (3, "new_requests", "natural_person")


def table(readings: Readings, number: int = 3, sidecar: str = "") -> Table:
    found = read_scan(scanned(readings, sidecar=sidecar)).tables.numbered(number)
    assert found is not None
    return found


def requests(person: str | Seen = "3", total: str | Seen = "3", handled: str = "3") -> Readings:
    """A table in which ``person`` asked, and all was granted to them."""
    granted = {(3, row, c): handled for row in ("granted", "results_total") for c in ("natural_person", "total")}
    return {ASKED: person, (3, "new_requests", "total"): total, **granted}


def cell(found: Table, row: str = "new_requests", column: str = "natural_person") -> Cell:
    return found.cells[row, column]


def test_what_all_readings_and_sums_agree_on_is_recognised() -> None:
    found = table(requests())
    assert (cell(found).value, cell(found).reading) == (3, Reading.RECOGNISED)
    assert cell(found).rests_on == ("row_total.new_requests", "balance.natural_person")
    assert cell(found).where is not None and cell(found).where.page == 2  # type: ignore[union-attr]
    assert cell(found).seen == Seen(("3",), 0.97)
    assert found.proved and found.is_recognised and found.layout == "recognised"


@pytest.mark.parametrize(
    ("read", "note"),
    [
        (Seen(("3", "8"), 0.9), "recognised_differently"),
        (Seen(("3",), 0.3), "recognised_unsurely"),
        (Seen((), 0.0), "not_recognised"),
        (Seen((" ",), 0.9), "not_recognised"),
        (Seen(("l",), 0.9), "not_recognised"),
        (Seen(("日",), 0.99), "not_recognised"),
        (Seen(("4办",), 0.99), "not_recognised"),
        (Seen(("3.5",), 0.99), "recognised_no_such_value"),
        (Seen(("-3",), 0.99), "recognised_no_such_value"),
        (Seen(("1 3",), 0.99), "several_numbers"),
    ],
)
def test_what_is_not_certain_is_illegible(read: Seen, note: str) -> None:
    found = table(requests(person=read))
    assert (cell(found).value, cell(found).reading, cell(found).note) == (None, Reading.ILLEGIBLE, note)
    assert not found.proved
    # Sums that need it cannot be evaluated, and say nothing against the others.
    assert cell(found, column="total").reading is Reading.RECOGNISED


def test_a_sum_that_does_not_come_out_takes_all_its_cells() -> None:
    found = table(requests(person="8"))
    against = {address for address, one in found.cells.items() if one.reading is Reading.ILLEGIBLE}
    row = {("new_requests", column) for column in ("natural_person", "business", "total")}
    assert row < against and ("carried_over", "natural_person") in against
    assert cell(found).note == "recognised_against_sums" and cell(found).seen == Seen(("8",), 0.97)
    assert cell(found, "granted").reading is Reading.RECOGNISED
    doubts = read_scan(scanned(requests(person="8"))).doubts
    assert [doubt.code for doubt in doubts if doubt.code.startswith("recognised")] == ["recognised_unsure"]


def test_empty_is_only_what_the_ink_proves() -> None:
    readings = requests() | {(3, "new_requests", "business"): "", (3, "carried_over", "business"): Seen((), 0.0)}
    found = table(readings)
    assert cell(found, column="business").reading is Reading.BLANK
    assert cell(found, "carried_over", "business").reading is Reading.ILLEGIBLE
    # A blank counts as nothing among the parts of a sum: the row comes out, and rests on it.
    assert cell(found).rests_on[0] == "row_total.new_requests"


def test_a_blank_total_tells_nothing() -> None:
    found = table(requests(total=""))
    assert cell(found, column="total").reading is Reading.BLANK
    assert cell(found).rests_on == ("balance.natural_person",)
    assert not found.proved


def test_bounds_are_asked_as_well() -> None:
    made = {(2, "rules", "made"): "5", (2, "rules", "in_force"): "3"}
    found = table(made, 2)
    assert found.cells["rules", "made"].note == "recognised_against_sums"
    good = table(made | {(2, "rules", "in_force"): "5"}, 2)
    assert good.cells["rules", "made"].rests_on == ("in_force_covers_made.rules",)
    assert not good.proved  # there are no sums in table 2: a bound proves little


def test_a_correction_lets_the_sums_speak_for_the_rest() -> None:
    sidecar = "corrections:\n- {target: requests.new_requests.natural_person, value: 3, why: 图片为 3}\n"
    found = table(requests(person="8"), sidecar=sidecar)
    assert cell(found).reading is Reading.CORRECTED and cell(found).seen is None
    assert cell(found, column="total").reading is Reading.RECOGNISED
    assert found.proved


def test_values_without_a_box_of_their_own_are_refused() -> None:
    document = scanned(requests())
    found = read_scan(replace(document, grids=()))  # as text with tabs, it would be a table
    readings = {one.reading for one in found.tables for one in one.cells.values()}
    assert readings <= {Reading.ILLEGIBLE, Reading.UNREAD}
    assert {doubt.code for doubt in found.doubts} & {"recognised_loose"}


def test_no_doubt_a_cell() -> None:
    unsure = {(3, "granted", "business"): Seen(("3", "8"), 0.9), (4, "reconsideration", "other"): Seen((), 0.0)}
    doubts = read_scan(scanned(unsure)).doubts
    assert [doubt.code for doubt in doubts].count("recognised_unsure") == 2
    assert "illegible_cell" not in {doubt.code for doubt in doubts}


def test_figures_of_the_text_are_marked() -> None:
    assert {figure.recognised for figure in read_scan(scanned()).figures} == {True}
    assert {figure.recognised for figure in read_scan(scanned(mixed=True)).figures} == {False}


def test_what_is_withheld_takes_the_pictures_along() -> None:
    document = scanned(requests("3"), sidecar="withhold:\n- {text: 梅溪镇, why: 测试}\n")
    assert document.pictures == ()
    hidden = scanned({ASKED: Seen(("1357", "1351"), 0.9)}, sidecar="withhold:\n- {text: '1357', why: 测试}\n")
    told = read_scan(hidden).tables.requests
    assert told is not None and cell(told).seen == Seen((), 0.9)


def test_a_number_below_nought_is_not_taken_from_a_picture() -> None:
    """Where the upright of a plus is pale, it is read as a minus by all."""
    address = (2, "administrative_fees", "net_change")
    for read, kind in (("-2", Reading.ILLEGIBLE), ("+2", Reading.RECOGNISED)):
        document = scanned({address: Seen((read,), 0.99)}, form="2019")
        table = read_scan(document).tables["disclosure"]
        assert table is not None and table.cells[address[1:]].reading is kind
