"""Pages to bytes: one Jinja environment, which escapes everything and knows no undefined name."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup, escape

from generator.pages.gloss import glossed_words, with_glosses
from generator.pages.page import Page
from generator.pages.wording import in_thousands

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_special = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """What ``value`` is in a page. Nearly all that a report's page says is text without a special character."""
    if type(value) is str and not _special(value):
        return value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


def as_text(value: str) -> Markup:
    """``value`` for the text of an element, where quotation marks stand as they are: never for an attribute."""
    return Markup(str(escape(value)).replace("&#34;", '"'))


class _Code(CodeGenerator):
    """Templates as code for what pages are made of: thousands of texts and of attributes of our own types.

    It calls :func:`escaped`: Jinja's own would make an object of a class of its own out of each text, only to join
    them. And ``thing.name`` is Python's, and not an item of a mapping where there is no such attribute."""

    def _output_child_pre(self, *_: Any) -> None:
        self.write("environment.escaped(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        self.visit(node.node, frame)
        self.write(f".{node.attr}")


class _Templates(Environment):
    """Escapes everything and knows no undefined name."""

    code_generator_class = _Code
    escaped = staticmethod(escaped)


class Glossed(Extension):
    """Puts English glosses behind what templates say literally, once, when they are read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return with_glosses(source) if name and name.endswith(".html") else source


class Renderer:
    """Renders pages from the templates in one folder."""

    def __init__(self, templates: Path) -> None:
        self.environment = _Templates(
            loader=FileSystemLoader(templates),
            autoescape=True,
            extensions=[Glossed],
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
        )
        self.environment.filters["thousands"] = in_thousands
        self.environment.filters["as_text"] = as_text
        self.environment.filters["glossed"] = glossed_words
        # Data within a page: as short as it can be written, in the order that it was made in.
        self.environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}

    def render(self, page: Page) -> bytes:
        """The page as UTF-8. Raises jinja2.UndefinedError where a template uses what its context lacks, AttributeError
        where what it asks a thing for is no attribute."""
        made = page.make()
        context = {field.name: getattr(made, field.name) for field in fields(made)}
        text = self.environment.get_template(page.template).render(context)
        # What an upload holds is shown, but these no HTML parser accepts; carriage returns are layout.
        return _INVISIBLE.sub(_visible, text).encode("utf-8")


def _visible(match: re.Match[str]) -> str:
    return "" if match[0] == "\r" else "\ufffd"
