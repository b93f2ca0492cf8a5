"""Numbers that grow with every upload, said so that they need not be said anew each time.

With how many others a text was compared changes with each report that is added anywhere. Said as a lower bound it is
true for longer, and what shows it stays as it is.
"""

from __future__ import annotations

EXACT = 100
"""Below it the number itself is said."""


def at_least(count: int) -> int:
    """``count`` below :data:`EXACT`, else its first two digits and noughts: 9,941 gives 9,900."""
    unit = 10 ** max(0, len(str(count)) - 2)
    return count if count < EXACT else count - count % unit


def at_least_words(count: int) -> str:
    """``99 份``, ``9,900 份以上``."""
    return f"{count} 份" if count < EXACT else f"{at_least(count):,} 份以上"
