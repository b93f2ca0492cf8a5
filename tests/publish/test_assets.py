"""Fingerprints of assets, and the references between them."""

from __future__ import annotations

import hashlib
import re

import pytest

from generator.errors import GongkaiError
from generator.publish.assets import fingerprint


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def test_an_address_holds_the_hash_of_its_content() -> None:
    assets = fingerprint({"site.css": b"a{}", "icons/seal.svg": b"<svg/>"})
    assert assets.urls == {
        "icons/seal.svg": f"/assets/icons/seal.{digest(b'<svg/>')}.svg",
        "site.css": f"/assets/site.{digest(b'a{}')}.css",
    }
    assert assets.files[assets.urls["site.css"][1:]] == b"a{}"
    assert len(assets.files) == 2


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.css", 'x{background:url("icons/s.svg")}', 'x{background:url("@S")}'),
        ("a.css", "x{background:url( icons/s.svg#part )}", "x{background:url( @S#part )}"),
        ("a.css", '@import "b/c.css";', '@import "@C";'),
        ("b/a.css", "url(../icons/s.svg)", "url(@S)"),
        ("a.css", "url(/assets/icons/s.svg)", "url(@S)"),
        ("a.css", "url(data:image/gif;base64,R0) url(#grad) url(/x.svg)", None),
        ("a.js", "import {f} from './m.js';", "import {f} from '@M';"),
        ("a.js", 'import"./m.js"', 'import"@M"'),
        ("a.js", 'await import("./m.js")', 'await import("@M")'),
        ("a.js", 'export * from "./m.js"', 'export * from "@M"'),
        ("a.js", 'new URL("./icons/s.svg", import.meta.url)', 'new URL("@S", import.meta.url)'),
        ("a.js", 'import("/search/index/m.js"); "./m.js"', None),
        ("a.webmanifest", '{"icons":[{"src": "icons/s.svg"}]}', '{"icons":[{"src": "@S"}]}'),
        ("a.svg", "<a>url(nowhere.svg)</a>", None),
    ],
)
def test_references_follow(name: str, before: str, after: str | None) -> None:
    others = {"icons/s.svg": b"<svg/>", "b/c.css": b"c{}", "m.js": b"export const f = 1"}
    assets = fingerprint({name: before.encode(), **others})
    expected = before if after is None else after
    for mark, other in (("@S", "icons/s.svg"), ("@C", "b/c.css"), ("@M", "m.js")):
        expected = expected.replace(mark, assets.urls[other])
    assert assets.files[assets.urls[name][1:]].decode() == expected


def test_a_change_travels_to_whatever_depends_on_it() -> None:
    def address(leaf: bytes) -> str:
        chain = {"a.js": b"import './b.js'", "b.js": b"import './c.js'", "c.js": leaf}
        return fingerprint(chain).urls["a.js"]

    assert address(b"1") != address(b"2")
    assert address(b"1") == address(b"1")


def test_the_order_of_sources_does_not_matter() -> None:
    sources = {"a.css": b"url(b.svg)", "b.svg": b"<svg/>"}
    forward, backward = fingerprint(sources), fingerprint(dict(reversed(sources.items())))
    assert list(forward.urls.items()) == list(backward.urls.items())
    assert list(forward.files.items()) == list(backward.files.items())


def test_a_missing_asset_is_named() -> None:
    with pytest.raises(GongkaiError, match=re.escape("icons/none.svg")) as caught:
        fingerprint({"a.css": b"url(icons/none.svg)"})
    assert caught.value.file == "a.css" and caught.value.remedy


def test_a_ring_is_named() -> None:
    with pytest.raises(GongkaiError, match=re.escape("a.js → b.js → a.js")):
        fingerprint({"a.js": b"import './b.js'", "b.js": b"import './a.js'"})
