"""Lists of terms in Markdown: ``- **term** {#id}：meaning`` becomes a ``dt`` with a permanent id, and its ``dd``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ID = re.compile(r"\s*\{#(?P<id>[a-z][a-z0-9-]*)\}(?:：|[:,，]\s*)?")


def with_definitions(markdown: MarkdownIt) -> MarkdownIt:
    """``markdown``, which makes a ``dl`` of every list all items of which begin with a term that has an id."""
    markdown.core.ruler.push("definitions", _definitions)
    return markdown


def defined(html: str) -> frozenset[str]:
    """The ids of the terms in the rendered ``html``."""
    return frozenset(re.findall(r'<dt id="([a-z0-9-]+)">', html))


def _definitions(state: StateCore) -> None:
    state.tokens = list(_replaced(state.tokens))


def _replaced(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        if tokens[at].type == "bullet_list_open":
            end = next(i for i in range(at, len(tokens)) if _closes(tokens[i], tokens[at]))
            terms = list(_terms(tokens[at + 1 : end]))
            if terms and all(terms):
                yield _raw("<dl>\n")
                for term in terms:
                    yield from term
                yield _raw("</dl>\n")
                at = end + 1
                continue
        yield tokens[at]
        at += 1


def _closes(token: Token, opened: Token) -> bool:
    return token.type == "bullet_list_close" and token.level == opened.level


def _terms(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Each item of a list as a term and its meaning; [] for one that is neither."""
    inline = [token for token in tokens if token.type == "inline"]
    items = sum(1 for token in tokens if token.type == "list_item_open")
    for token in inline if len(inline) == items else ():
        yield _term(token)


def _term(token: Token) -> list[Token]:
    children = [one for one in token.children or [] if one.type != "text" or one.content]
    close = next((i for i, one in enumerate(children) if one.type == "strong_close"), 0)
    told = _ID.match(children[close + 1].content) if 0 < close < len(children) - 1 else None
    if told is None or children[0].type != "strong_open":
        return []
    children[close + 1].content = children[close + 1].content[told.end() :]
    term, meaning = children[1:close], children[close + 1 :]
    return [_raw(f'<dt id="{told["id"]}">'), _inline(term), _raw("</dt>\n<dd>"), _inline(meaning), _raw("</dd>\n")]


def _raw(html: str) -> Token:
    """A piece of our own markup; what people wrote never comes through here."""
    return Token("html_block", "", 0, content=html)


def _inline(children: list[Token]) -> Token:
    return Token("inline", "", 0, children=children)
