"""What values a column of a form can have, by its domain: ``count``, ``signed`` or ``money``."""

from __future__ import annotations

from decimal import Decimal


def domain_fault(value: Decimal, domain: str) -> str:
    """Why no column of ``domain`` can say ``value``: ``not_whole``, ``negative``; "" if one can."""
    if domain != "money" and value != value.to_integral_value():
        return "not_whole"
    return "negative" if value < 0 and domain != "signed" else ""
