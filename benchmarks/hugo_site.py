"""The report pages of a build as a site for Hugo: their contexts as data, our template in Hugo's language.

    python -m benchmarks.hugo_site FOLDER --root PROJECT --content CONTENT [--cache CACHE]

What Hugo is spared: it reads no upload, checks and compares nothing, and everything that a page shows is there as JSON.
It makes the report pages only: no organs, lists, pairs, badges, data files or originals. What it does beside that is
what any site of Hugo's does: it escapes by context and keeps its pages in memory. Kinds of pages that it would make
unasked (lists, taxonomies, feeds, a sitemap) are switched off.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html import unescape
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.hugo_templates import hugo_template
from generator.pages.page import INDEX, Page
from generator.pipeline import build
from generator.progress import Silent
from generator.publish.render import Renderer
from generator.settings import load_settings

CONFIG = """\
baseURL = "https://gongkai.example/"
locale = "zh-Hans"
title = "公开"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
disableHugoGeneratorInject = true
"""
EMPTY = b"<!DOCTYPE html>\n<html lang=zh><title>x</title></html>\n"
STORES = ("records", "digests")
"""What of a cache is used: records, so that no report is read for this; pages would be those of another renderer."""


class ContextRenderer(Renderer):
    """Gives a report page's context as JSON, and next to nothing for any other page."""

    def render(self, page: Page) -> bytes:
        if page.template != "report.html":
            return EMPTY
        made: Any = page.make()
        return json.dumps(plain(made), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def plain(value: Any) -> Any:
    """``value`` as JSON has it; what is computed when a template asks for it is computed here."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if is_dataclass(value):
        names = [one.name for one in fields(value)]
    elif isinstance(value, msgspec.Struct):
        names = list(value.__struct_fields__)
    elif hasattr(value, "_fields"):
        names = list(value._fields)
    elif isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    else:
        return str(value)
    computed = [name for name in dir(type(value)) if isinstance(getattr(type(value), name), property)]
    return {name: plain(getattr(value, name)) for name in (*names, *computed)}


def write_contexts(folder: Path, root: Path, content: Path, cache: Path | None = None) -> int:
    """Write ``page.json`` files into ``folder``, which becomes a site of contexts; how many."""
    settings = load_settings({}, root=root, content=content, output=folder)
    with tempfile.TemporaryDirectory() as kept:
        for store in STORES if cache else ():
            if (cache / store).is_dir():  # type: ignore[operator]
                shutil.copytree(cache / store, Path(kept) / store, copy_function=os.link)  # type: ignore[operator]
        real = Renderer.render
        Renderer.render = ContextRenderer.render  # type: ignore[method-assign]
        try:
            build(replace(settings, cache=Path(kept)), Silent())
        finally:
            Renderer.render = real  # type: ignore[method-assign]
    return sum(1 for _ in contexts_in(folder))


def contexts_in(folder: Path) -> Any:
    for path in sorted(folder.rglob(INDEX)):
        with path.open("rb") as file:
            if file.read(1) == b"{":
                yield path


def write_hugo(folder: Path, contexts: Path, templates: Path) -> int:
    """A site for Hugo in ``folder`` from a site of contexts; how many pages."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    (layouts / "single.html").write_text(hugo_template(templates, "report.html"), encoding="utf-8")
    count = 0
    for path in contexts_in(contexts):
        to = folder / "content" / f"{path.parent.relative_to(contexts).as_posix()}.md"
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(f'{{"title":"r","page":{path.read_text(encoding="utf-8")}}}\n', encoding="utf-8")
        count += 1
    return count


def differences(site: Path, public: Path, most: int = 200) -> list[str]:
    """Of the first ``most`` pages those that do not say the same words under both."""
    found = sorted(path.relative_to(public) for path in public.rglob(INDEX))[:most]
    return [path.as_posix() for path in found if _words(site / path) != _words(public / path)]


def _words(path: Path) -> Counter[str]:
    # Both write data within a page in an order of their own.
    text = re.sub(r"<script type=.application/ld.json.>.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.S)
    # What is markup already in a context Hugo escapes, since JSON does not tell it from text.
    pieces = (unescape(piece).strip() for piece in re.split(r"<[^<>]*>", unescape(text)))
    return Counter(piece for piece in pieces if piece)


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the report pages of a build as a site for Hugo.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--content", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    contexts = options.folder.with_name(f"{options.folder.name}-contexts")
    shutil.rmtree(options.folder, ignore_errors=True)
    write_contexts(contexts, options.root, options.content, options.cache)
    count = write_hugo(options.folder, contexts, options.root / "templates")
    shutil.rmtree(contexts)
    print(f"{count} pages of reports as data for Hugo")
    return 0


if __name__ == "__main__":
    sys.exit(main())
