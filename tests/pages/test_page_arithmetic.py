"""Equations on pages are those of the one renderer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.checks.equations import render
from generator.model.documents import Text
from generator.model.results import Equation, Term
from generator.model.spans import Span
from generator.pages.report.arithmetic import tokens
from generator.pages.report.original import Anchors


def term(label: str, value: int | None, sign: int = 1, at: int | None = None) -> Term:
    shown = "空白" if value is None else str(value)
    span = Span(at, at + 1) if at is not None else None
    return Term(label, None if value is None else Decimal(value), shown, sign, span)


EQUATIONS = [
    Equation(
        (term("本年新收", 3, at=0), term("上年结转", 1, at=1)),
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
def test_tokens_say_what_the_renderer_says(equation: Equation) -> None:
    found, zeros = tokens(equation, Anchors(Text.plain("31000"), ""), {})
    assert not zeros
    assert "".join(token.text for token in found) == render(equation)
    linked = [t for t in (*equation.left, *equation.right) if t.span]
    assert len([token for token in found if token.href]) == len(linked)


def test_many_noughts_are_counted_and_stand_apart() -> None:
    noughts = tuple(term(f"项{at}", 0, at=at) for at in range(1, 5))
    equation = Equation((noughts[0], term("甲", 3, at=0), *noughts[1:]), "=", (term("总计", 4),), False)
    found, zeros = tokens(equation, Anchors(Text.plain("30000"), ""), {})
    assert "".join(token.text for token in found) == "甲 3 + 其余 4 项为 0 = 3 ≠ 总计 4"
    assert [token.text for token in zeros] == ["项1 0", "项2 0", "项3 0", "项4 0"] and all(one.href for one in zeros)
    assert tokens(equation, Anchors(Text.plain("30000"), ""), {}, zeros=False) == (found, ())
    few = Equation(equation.left[:-1], *equation[1:])
    assert "".join(token.text for token in tokens(few, Anchors(Text.plain("30000"), ""), {}).shown) == render(few)
    nothing = Equation(noughts, "=", (term("总计", 4),), False)
    assert "".join(token.text for token in tokens(nothing, Anchors(Text.plain("30000"), ""), {}).shown) == (
        "4 项皆为 0 = 0 ≠ 总计 4"
    )
