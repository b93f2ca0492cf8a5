"""The Markdown of content/pages: a front matter in YAML, then text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml
from markdown_it import MarkdownIt

from generator.errors import GongkaiError
from generator.pages.definitions import defined, with_definitions

FENCE = "---\n"
OPTIONAL = {"language", "translates"}
REMEDY = "begin with ---, the keys title, path, description and order, and --- again"


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown page. ``path`` is its address (``/about/method/``), ``order`` its place in the list."""

    title: str
    path: str
    description: str
    order: int
    html: str
    language: str = "zh-Hans"
    translates: str = ""
    """The address of the same page in Chinese; "" where there is none."""
    terms: frozenset[str] = frozenset()
    """The ids of the terms that it defines."""


def read_article(name: str, source: str) -> Article:
    """Parse one file of content/pages; ``name`` is only used to say where the trouble is.

    Raises :class:`GongkaiError` where the front matter is missing, broken or lacks a key.
    """
    source = source.replace("\r\n", "\n")
    if not source.startswith(FENCE):
        raise GongkaiError("no front matter", file=name, remedy=REMEDY)
    head, fence, body = source[len(FENCE) :].partition("\n" + FENCE)
    if not fence:
        raise GongkaiError("the front matter does not end", file=name, remedy=REMEDY)
    fields = _front_matter(name, head)
    html = _markdown().render(body)
    return Article(
        title=str(fields["title"]),
        path=str(fields["path"]),
        description=str(fields["description"]),
        order=int(fields["order"]),
        html=html,
        language=str(fields.get("language", "zh-Hans")),
        translates=str(fields.get("translates", "")),
        terms=defined(html),
    )


def in_order(sources: Iterable[tuple[str, str]]) -> tuple[Article, ...]:
    """The articles in ``sources``, which are (file name, text), in the order they are listed."""
    return tuple(sorted((read_article(*source) for source in sources), key=lambda a: (a.order, a.path)))


def _front_matter(name: str, head: str) -> dict[str, Any]:
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise GongkaiError(f"the front matter is not YAML: {error}", file=name, remedy=REMEDY) from error
    wanted = {"title", "path", "description", "order"}
    if not isinstance(fields, dict) or not wanted <= set(fields) <= wanted | OPTIONAL:
        raise GongkaiError("the front matter has other keys than it should", file=name, remedy=REMEDY)
    path = fields["path"]
    if not (isinstance(path, str) and path.startswith("/") and path.endswith("/") and len(path) > 2):
        raise GongkaiError(f"not an address: {path!r}", file=name, place="path", remedy="write it as /about/name/")
    return fields


def _markdown() -> MarkdownIt:
    # Raw HTML stays off: a page of words needs none, and the content security policy would block half of it.
    return with_definitions(MarkdownIt("commonmark", {"html": False}).enable("table"))
