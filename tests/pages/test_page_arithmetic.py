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
    found = tokens(equation, Anchors(Text.plain("31000"), ""), {})
    assert "".join(token.text for token in found) == render(equation)
    linked = [t for t in (*equation.left, *equation.right) if t.span]
    assert len([token for token in found if token.href]) == len(linked)
