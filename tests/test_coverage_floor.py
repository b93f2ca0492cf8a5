"""Floors of coverage: what is reached of each room, rounded down, against what was reached before."""

from __future__ import annotations

from benchmarks.coverage import fallen, reached


def summary(covered: int, statements: int) -> dict[str, object]:
    return {"summary": {"covered_lines": covered, "num_statements": statements}}


def test_a_room_is_all_of_its_files() -> None:
    files = {
        "generator/cli.py": summary(19, 20),
        "generator/sources/sidecars.py": summary(9, 10),
        "/far/away/generator/sources/html/walk.py": summary(0, 9),
        "generator/empty/__init__.py": summary(0, 0),
    }
    assert reached({"files": files}) == {"cli": 95, "sources": 47, "sources/sidecars.py": 90}


def test_what_fell_is_gone_or_is_new_is_told() -> None:
    assert fallen({"cli": 95, "search": 90}, {"cli": 95, "search": 91}) == []
    lines = fallen({"cli": 95, "search": 90}, {"cli": 94, "serve": 99})
    assert lines == ["cli: 94 %, floor 95 %", "search: 0 %, floor 90 %", "serve: 99 %, no floor yet"]
