"""The command line's language: every text stands in English where it is said, and in Chinese in ``zh.yaml``.

What is printed is told with :func:`t`. What comes finished from elsewhere (errors of other rooms, of argparse) is
recognised by the same table with :func:`translated`; a text that it lacks stays English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from generator.errors import GongkaiError
from generator.shipped import shipped_table

LANGUAGES = ("zh", "en")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Those of POSIX that say the language of messages; the first that is set decides."""
_LANGUAGE = ContextVar("language", default="en")
_LETTER = re.compile("[A-Za-z]")
TELLING = 8
"""Letters that a text with values must have, so that a finished message can be recognised by it."""
_ARGUMENT = re.compile(r"argument ([^:]+): (.*)", re.DOTALL)


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a locale asks for; English for all but Chinese."""
    locale = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Within the block texts are told in ``spoken``."""
    token = _LANGUAGE.set(spoken)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def language() -> str:
    """The language that is spoken, as one of LANGUAGES."""
    return _LANGUAGE.get()


def is_chinese() -> bool:
    return language() == "zh"


def t(text: str, *values: object) -> str:
    """``text``, in which ``{}`` stand for ``values``, in the language that is spoken."""
    if is_chinese():
        text = table().get(text, text)
    return text.format(*values) if values else text


def translated(message: str) -> str:
    """A finished message in the language that is spoken; as it is where the table does not know it."""
    if not is_chinese():
        return message
    if argument := _ARGUMENT.fullmatch(message):
        return t("argument {}: {}", argument[1], translated(argument[2]))
    if message in table():
        return table()[message]
    matches = ((pattern.fullmatch(message), text) for pattern, text in _patterns())
    if found := next(((match, text) for match, text in matches if match), None):
        return found[1].format(*map(_known, found[0].groups()))
    head, sign, rest = message.partition(": ")
    return t("{}: {}", table()[head], rest) if sign and head in table() else message


def _known(value: str) -> str:
    """A value within a text; one that is a text of ours itself, of several words, in the language that is spoken."""
    return table().get(value, value) if " " in value else value


def error_text(error: GongkaiError) -> str:
    """What an error says: where, what, and the remedy."""
    told = GongkaiError(
        translated(error.message),
        file=error.file and translated(error.file),
        place=error.place,
        remedy=translated(error.remedy),
    )
    return str(told)


@cache
def table() -> Mapping[str, str]:
    """English text → Chinese text; ``{}`` in both stands for a value."""
    found: dict[str, str] = shipped_table(__package__, "zh.yaml")
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of texts with values, the longest first; those that fit almost anything are left out."""
    fixed = {en: len(_LETTER.findall(en)) for en in table() if "{}" in en}
    found = sorted((one for one in table().items() if fixed.get(one[0], 0) >= TELLING), key=lambda one: -len(one[0]))
    return tuple((re.compile("(.*?)".join(map(re.escape, en.split("{}"))), re.DOTALL), zh) for en, zh in found)
