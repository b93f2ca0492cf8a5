"""Equations in runs are those of the one renderer; noughts and long sums are folded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.checks.equations import render
from generator.checks.pieces import equation_pieces, short_equation
from generator.model.results import Equation, Term


def term(label: str, value: int | None, sign: int = 1) -> Term:
    shown = "空白" if value is None else str(value)
    return Term(label, None if value is None else Decimal(value), shown, sign)


EQUATIONS = [
    Equation(
        (term("本年新收", 3), term("上年结转", 1)),
        "=",
        (term("总计", 4), term("结转下年", 1)),
        False,
    ),
    Equation((term("甲", 3), term("乙", 1)), "=", (term("总计", 4),), True),
    Equation((term("总数", 0),), ">=", (term("新增", 10),), False),
    Equation((term("现行有效", 5),), ">=", (term("制发", 7), term("废止", 2, -1)), True),
    Equation((term("甲", None), term("乙", 1)), "=", (term("总计", 4),), None),
    Equation((term("项目", 50),), "<=>", (term("金额", 0),), False),
    Equation((term("废止", 2, -1), term("制发", 7)), "<=", (term("", 9),), True),
]


@pytest.mark.parametrize("equation", EQUATIONS, ids=render)
def test_pieces_say_what_the_renderer_says(equation: Equation) -> None:
    apart: list[Term] = []
    found = equation_pieces(equation, apart)
    assert not apart
    assert "".join(piece.text for piece in found) == render(equation) == short_equation(equation)
    assert [piece.term for piece in found if piece.term] == [*equation.left, *equation.right]


def joined(equation: Equation, apart: list[Term]) -> str:
    return "".join(piece.text for piece in equation_pieces(equation, apart))


def test_many_noughts_are_counted_and_stand_apart() -> None:
    noughts = tuple(term(f"项{at}", 0) for at in range(1, 5))
    equation = Equation((noughts[0], term("甲", 3), *noughts[1:]), "=", (term("总计", 4),), False)
    apart: list[Term] = []
    assert joined(equation, apart) == "甲 3 + 其余 4 项为 0 = 3 ≠ 总计 4"
    assert apart == list(noughts)
    few = Equation(equation.left[:-1], *equation[1:])
    assert joined(few, []) == render(few)
    assert joined(Equation(noughts, "=", (term("总计", 4),), False), []) == "4 项皆为 0 = 0 ≠ 总计 4"


def test_a_long_sum_is_short_in_a_list() -> None:
    left = tuple(term(f"项{at}", at, -1 if at == 6 else 1) for at in range(7))
    equation = Equation(left, "=", (term("总计", 4),), False)
    assert short_equation(equation) == "项1 1 + 项2 2 + 项3 3 + 其余各项 3 = 9 ≠ 总计 4"
    mirrored = Equation((term("甲", 4),), "=", left, False)
    assert short_equation(mirrored) == "甲 4 ≠ 9 = 项1 1 + 项2 2 + 项3 3 + 其余各项 3"
    few = Equation((*left[:3], term("空", 0), term("无", 0)), "=", (term("总计", 4),), False)
    assert short_equation(few) == "项1 1 + 项2 2 + 其余 3 项为 0 = 3 ≠ 总计 4"
    nothing = Equation(tuple(term(f"项{at}", 0) for at in range(6)), "=", (term("总计", 4),), False)
    assert short_equation(nothing) == "6 项皆为 0 ≠ 总计 4"
    four = Equation(nothing.left[:4], "=", (term("总计", 1),), False)
    assert short_equation(four) == "4 项皆为 0 ≠ 总计 1"
    unknown = Equation((*left, term("空", None)), "=", (term("总计", 4),), None)
    assert short_equation(unknown) == render(unknown)
