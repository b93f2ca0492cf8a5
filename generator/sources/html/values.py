"""The cascade: what the rules and attributes of an element leave as values of its properties, doubt included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.sources.html.css_declarations import Declaration
from generator.sources.html.nodes import YES, Truth

Values = Mapping[str, tuple[str, ...]]


def all_of(values: Values, names: Iterable[str]) -> Iterator[str]:
    """The values that any of the properties ``names`` may have, in the order of ``names``."""
    return (value for name in names for value in values.get(name, ()))


"""Property → the values it may have, the certain one first; an empty first one where only a rule that holds perhaps
sets it."""

Variables = Mapping[str, str | None]
"""Custom property → its value; None where it is not certain."""
VARIABLE = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
MOST_VALUES = 8
"""Of one property, by rules that hold perhaps; more are not looked at, and their element is not understood."""
MAX_SUBSTITUTIONS = 12
LONGEST_VALUE = 500
"""Characters of a value with its variables filled in; a longer one is not understood."""
UNKNOWN = "?"
"""A value that nothing is known of: it harms wherever it could."""


def cascade(declared: Iterable[tuple[Truth, Declaration]]) -> dict[str, tuple[str, ...]]:
    """The values of ``declared``, which come in ascending strength, important ones apart."""
    plain: dict[str, list[str]] = {}
    important: dict[str, list[str]] = {}
    for truth, said in declared:
        group = important if said.important else plain
        _take(group, said.name, said.value, truth, keep=said.important)
    if not important:
        return {name: tuple(values) for name, values in plain.items()}
    for name, values in important.items():
        below = plain.get(name, [""])
        # What is important perhaps leaves what is not important possible.
        plain[name] = values if values[0] else [below[0], *below[1:], *values[1:]][:MOST_VALUES]
    return {name: tuple(values) for name, values in plain.items()}


def _take(group: dict[str, list[str]], name: str, value: str, truth: Truth, keep: bool) -> None:
    """``keep`` leaves what holds perhaps beside a stronger value: in layers, what is important is strongest first."""
    if truth is YES:
        group[name] = [value, *(group.get(name, [""])[1:] if keep else ())]
        return
    values = group.setdefault(name, [""])
    if value not in values:
        values.append(value if len(values) < MOST_VALUES - 1 else UNKNOWN)
        del values[MOST_VALUES:]


def with_variables(values: dict[str, tuple[str, ...]], inherited: Variables) -> Variables:
    """The variables that hold within the element; those in ``values`` are replaced there by what they stand for."""
    own = [name for name in values if name.startswith("--")]
    variables = inherited
    if own:
        fresh = dict(inherited)
        for name in own:
            given = values.pop(name)
            fresh[name] = given[0] if len(given) == 1 else None
        variables = fresh
    for name, given in values.items():
        if any("var(" in value for value in given):
            values[name] = tuple(_substituted(value, variables) for value in given)
    return variables


def _substituted(value: str, variables: Variables) -> str:
    for _ in range(MAX_SUBSTITUTIONS):
        match = VARIABLE.search(value)
        if match is None:
            return value.strip().lower() if "var(" not in value else UNKNOWN
        found = variables.get(match[1], match[2])
        if found is None or len(value) + len(found) > LONGEST_VALUE:
            return UNKNOWN
        value = value[: match.start()] + found.strip() + value[match.end() :]
    return UNKNOWN
