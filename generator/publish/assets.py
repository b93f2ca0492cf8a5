"""Fingerprints: an asset's address holds the hash of its content, so it may be cached for ever."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import GongkaiError
from generator.pages.site import EngineNote
from generator.publish.bundle import bundled, slim, slim_style

FOLDER = "assets"
HASH_LENGTH = 8

_CSS = re.compile(
    r"""(?P<before>url\(\s*["']?|@import\s+["'])(?P<ref>[^"')\s]+)""",
    re.IGNORECASE,
)
_JS = re.compile(
    r"""(?P<before>(?:\bfrom|\bimport|\bimport\s*\(|\bnew\s+URL\s*\(|\bnew\s+Worker\s*\()\s*["'])"""
    r"""(?P<ref>\.{1,2}/[^"']+|/assets/[^"']+)""",
)
_MANIFEST = re.compile(r"""(?P<before>"src"\s*:\s*")(?P<ref>[^"]+)""")

# How one asset names another, by extension. What is not listed is taken as it is.
_REFERENCES = {"css": _CSS, "js": _JS, "mjs": _JS, "webmanifest": _MANIFEST}

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assets:
    """``urls`` leads from an asset's name (``site.css``) to its address (``/assets/site.1a2b3c4d.css``),
    ``files`` from its path in the site (without the first slash) to its bytes. ``engine`` is what is known of those
    among them that check drafts in the browser."""

    urls: Mapping[str, str]
    files: Mapping[str, bytes]
    engine: EngineNote | None = None


def read_assets(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path relative to it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def fingerprint(sources: Mapping[str, bytes]) -> Assets:
    """Name every asset after its content, and rewrite the names by which assets refer to one another.

    ``sources`` is keyed by path relative to the assets' folder (``icons/seal.svg``). A reference is relative
    to the file it stands in, or begins with ``/assets/``; other absolute addresses are left alone. An asset's
    hash is taken after rewriting, so a change travels to everything that depends on it.

    Raises :class:`GongkaiError` for a reference to an asset that does not exist and for a ring of references.
    """
    build = _Build(bundled(sources))
    for name in sorted(build.sources):
        build.finish(name)
    urls = dict(sorted(build.urls.items()))
    return Assets(urls, {urls[name][1:]: build.done[name] for name in urls})


@dataclass(slots=True)
class _Build:
    sources: Mapping[str, bytes]
    urls: dict[str, str] = field(default_factory=dict)
    done: dict[str, bytes] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def finish(self, name: str) -> str:
        """The address of ``name``; what it refers to comes first, for those hashes enter its own."""
        if name in self.urls:
            return self.urls[name]
        if name in self.open:
            ring = [*self.open[self.open.index(name) :], name]
            raise GongkaiError(
                f"assets refer to one another in a ring: {' → '.join(ring)}",
                file=name,
                remedy="move what both need into a third file",
            )
        self.open.append(name)
        data = self._rewritten(name)
        self.open.pop()
        stem, extension = posixpath.splitext(name)
        digest = hashlib.sha256(data).hexdigest()[:HASH_LENGTH]
        self.done[name] = data
        self.urls[name] = f"/{FOLDER}/{stem}.{digest}{extension}"
        return self.urls[name]

    def _rewritten(self, name: str) -> bytes:
        pattern = _REFERENCES.get(posixpath.splitext(name)[1][1:].lower())
        data = self.sources[name]
        if pattern is None:
            return data
        text = data.decode("utf-8")
        text = pattern.sub(lambda match: match["before"] + self._address(name, match["ref"]), text)
        slimmed = slim(text) if name.endswith((".js", ".mjs")) else slim_style(text) if name.endswith(".css") else text
        return slimmed.encode()

    def _address(self, name: str, reference: str) -> str:
        path, mark, rest = _split_tail(reference)
        prefix = f"/{FOLDER}/"
        if not path or _ELSEWHERE.match(path) or (path.startswith("/") and not path.startswith(prefix)):
            return reference
        if path.startswith(prefix):
            target = path.removeprefix(prefix)
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if target not in self.sources:
            raise GongkaiError(
                f"refers to an asset that does not exist: {reference}",
                file=name,
                remedy="add the file or mend the reference",
            )
        return self.finish(target) + mark + rest


def _split_tail(reference: str) -> tuple[str, str, str]:
    """Path, ``#`` or ``?``, and what follows."""
    found = re.search(r"[#?]", reference)
    if found is None:
        return reference, "", ""
    return reference[: found.start()], found[0], reference[found.end() :]
