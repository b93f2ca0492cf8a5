"""What is drawn of an organ's figures over the years: which rows of which table, on which drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a drawing: cells of one column."""

    zh: str
    names: tuple[str, ...]
    """Groups or rows, as different forms have them: the first that the form knows counts."""
    column: str = "total"


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """One drawing: which figures of which table it shows."""

    key: str
    table: str
    zh: str
    figures: tuple[Figure, ...]


PLANS: tuple[ChartPlan, ...] = (
    ChartPlan(
        "received",
        "requests",
        "收到的申请",
        (
            Figure("本年新收", ("new_requests",)),
            Figure("上年结转", ("carried_over",)),
            Figure("结转下年度", ("carried_forward",)),
        ),
    ),
    ChartPlan(
        "outcomes",
        "requests",
        "办理结果",
        (
            Figure("予以公开", ("granted",)),
            Figure("部分公开", ("partly_granted",)),
            Figure("不予公开", ("denied",)),
            Figure("无法提供", ("unable",)),
            Figure("不予处理", ("not_processed",)),
            Figure("其他处理", ("other", "other_handling")),
        ),
    ),
    ChartPlan(
        "suits",
        "disputes",
        "行政复议与行政诉讼",
        (
            Figure("行政复议", ("reconsideration",)),
            Figure("直接起诉", ("litigation_direct",)),
            Figure("复议后起诉", ("litigation_after_reconsideration",)),
        ),
    ),
)
"""What is drawn, in order. All of it means the same in the forms of 2019 and 2021; a form without it leaves it out."""
