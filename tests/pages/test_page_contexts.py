"""Contexts and templates know the same names, and every field says what it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from generator.attempts import Attempts
from generator.pages import LAST_PAGES, all_pages, pages_of
from generator.pages.downloads import DataListing
from generator.pages.failed import failed_page
from generator.pages.page import Download, Page
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
MODULES = sorted((ROOT / "generator/pages").glob("*.py"))


@cache
def one_of_each() -> dict[str, Page]:
    pages = {page.template: page for page in all_pages(samples.site())}
    failed = failed_page(samples.site(), pages["report.html"])
    assert failed is not None
    return pages | dict(split_sitemap()) | {failed.template: failed}


def split_sitemap() -> Iterator[tuple[str, Page]]:
    from generator.pages.sitemap import SitemapIndex

    yield "sitemaps.xml", Page("sitemap.xml", "sitemaps.xml", lambda: SitemapIndex(("x",)))


def test_only_the_last_pages_know_of_the_files_of_the_whole_archive() -> None:
    file = Download("/data/gongkai.sqlite", "gongkai.sqlite", "application/vnd.sqlite3", "1 MB")
    before = samples.site()
    after = replace(
        before, data_files=DataListing(about_reports=9), downloads={**before.downloads, "/data/": (file, file)}
    )
    one, other = ({page.path: page.make() for page in all_pages(site)} for site in (before, after))
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == ["data/index.html"]
    last = {page.path for page in pages_of(after, LAST_PAGES, Attempts())}
    assert "data/index.html" in last and len(last) < len(other)


def needs(renderer: Renderer, template: str) -> set[str]:
    """The names that a template, and what it extends, takes from its context."""
    tree = renderer.environment.parse((TEMPLATES / template).read_text(encoding="utf-8"))
    names = set(meta.find_undeclared_variables(tree))
    # Blocks are scopes of their own, so what the template itself imports or defines looks undeclared in them.
    names -= {macro.name for macro in tree.find_all(nodes.Macro)}
    for imported in tree.find_all(nodes.FromImport):
        names -= {name if isinstance(name, str) else name[1] for name in imported.names}
    for parent in tree.find_all(nodes.Extends):
        assert isinstance(parent.template, nodes.Const)
        names |= needs(renderer, parent.template.value)
    return names


def test_every_template_is_used() -> None:
    used = {
        *one_of_each(),
        "base.html",
        *(f"components/{p.name}" for p in (TEMPLATES / "components").iterdir()),
    }
    as_they_are = {"assets", "data"}
    files = {p.relative_to(TEMPLATES) for p in TEMPLATES.rglob("*.*")}
    assert {p.as_posix() for p in files if p.parts[0] not in as_they_are} == used


@pytest.mark.parametrize("template", sorted(one_of_each()))
def test_template_and_context_know_the_same_names(renderer: Renderer, template: str) -> None:
    context = {field.name for field in fields(one_of_each()[template].context)}
    assert needs(renderer, template) == context


def view_classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            frozen = isinstance(node, ast.ClassDef) and any(
                "frozen=True" in ast.unparse(d) for d in node.decorator_list
            )
            if frozen and isinstance(node, ast.ClassDef):
                yield module.stem, node


NOT_SHOWN = {"Page", "Part", "Site", "Article", "Figure", "Plan", "Work", "Arrivals"}
"""Given to builders or to the renderer, not to templates; their class docstrings explain the fields."""


def test_every_field_says_what_it_is() -> None:
    silent = []
    for module, node in filled(view_classes()):
        assert ast.get_docstring(node), f"{module}.{node.name}"
        for field, after in zip(node.body, [*node.body[1:], None], strict=True):
            explained = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if isinstance(field, ast.AnnAssign) and not explained and node.name not in NOT_SHOWN:
                silent.append(f"{module}.{node.name}.{ast.unparse(field.target)}")
    assert silent == []


def test_no_field_is_made_in_vain() -> None:
    templates = "\n".join(
        p.read_text(encoding="utf-8") for p in TEMPLATES.rglob("*.*") if p.suffix in (".html", ".xml", ".txt")
    )
    used = set(re.findall(r"\.(\w+)", templates))
    tops = {type(page.context).__name__ for page in one_of_each().values()}
    idle = [
        f"{module}.{node.name}.{field.target.id}"
        for module, node in view_classes()
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and node.name not in NOT_SHOWN | tops
        and field.target.id not in used
    ]
    assert idle == []
