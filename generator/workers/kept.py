"""What a build keeps for the next one, and finds from the last one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.cache import ByteStore, version_of
from generator.pages.site import Site
from generator.progress import Stage
from generator.publish.output import Output
from generator.publish.spare import Spare
from generator.publish.standing import StandingFile, StandingSite
from generator.publish.walking import walk
from generator.settings import Settings
from generator.workers.context import MakingContext
from generator.workers.digests import Records
from generator.workers.rooms import MAKING_ROOMS
from generator.workers.unchanged import (
    NOTHING_BUILT,
    BuildSummary,
    KnownSite,
    known_site,
    remember_site,
    sites_in,
)
from generator.workers.upkeep import begin, bound, last_begun, note_build, spare_folder


@dataclass(frozen=True, slots=True)
class Kept:
    """The stores of a build in ``folder``; where ``keeps`` is False, that is gone when the build ends.

    ``scratch`` is gone then, too: what the build itself needs again goes there where ``folder`` does not take it.
    ``begun`` is when the build began, by the clock of that file system. ``trusting``: what lies in the stores is taken
    for whole until somebody opens it.
    """

    folder: Path
    keeps: bool
    scratch: Path
    begun: int = 0
    trusting: bool = True

    @classmethod
    def beginning(cls, cache: Path | None, scratch: Path, trusting: bool = True) -> Kept:
        """The stores of a build that begins now, in ``cache``; in ``scratch`` where nothing is to be kept."""
        if cache is None:
            return cls(scratch, False, scratch)
        return cls(cache, True, scratch, begin(cache), trusting)

    @property
    def records(self) -> Records:
        return Records(self._needed("records"), ByteStore(self.folder / "digests"), self.keeps, trusting=self.trusting)

    @property
    def measures(self) -> ByteStore | None:
        return ByteStore(self.folder / "measures") if self.keeps else None

    @property
    def ids(self) -> ByteStore | None:
        return ByteStore(self.folder / "ids") if self.keeps else None

    def context(self, site: Site, settings: Settings, out: Output, records: Records) -> MakingContext:
        """What the making of pages needs, with what is known of the site that stands; ``out`` is told of that, too."""
        out.standing = self._standing(out)
        return MakingContext(
            site=site,
            templates=settings.templates,
            root=out.root,
            records=records,
            standing=out.standing,
            documents=self._needed("documents"),
            rows=self._needed("rows"),
            kept=ByteStore(self.folder / "pages") if self.keeps else None,
            recipe=_recipe(site, settings.templates),
            trusting=self.trusting,
        )

    def collecting(self, site: Site, settings: Settings, records: Records) -> MakingContext:
        """What the checking of reports needs where no site is made of them."""
        return MakingContext(
            site=site,
            templates=settings.templates,
            root=self.scratch,
            records=records,
            standing=StandingSite(self.scratch, {}),
            documents=self._needed("documents"),
            rows=self._needed("rows"),
        )

    def _standing(self, out: Output) -> StandingSite:
        """The site at the target as the last build left it; without files where nothing is known of it."""
        known = known_site(self._sites, out.target) if self.keeps else None
        return StandingSite(out.target, known.files if known is not None else {}, out.lying)

    def remember(self, out: Output, key: str, stages: Sequence[Stage], summary: BuildSummary) -> None:
        """Keep what is known of the site that stands now and of the one that was put away; note how it was built."""
        if not self.keeps:
            return
        known: dict[str, StandingFile] = {}
        for path, placed in out.files.items():
            before = out.lying.get(path)
            if before is not None and before.digest == placed.digest:
                known[path] = before
                continue
            with suppress(OSError):  # what is not known is made anew
                status = os.lstat(f"{out.target}/{path}")
                known[path] = StandingFile(placed.digest, status.st_size, status.st_mtime_ns)
        remember_site(self._sites, out.target, KnownSite(key, known, summary))
        spare, left = Spare(spare_folder(self.folder)), out.standing.files if out.put_away and out.standing else known
        if out.put_away or spare.link(out.target, known):
            remember_site(self._sites, spare.folder, KnownSite("", left, NOTHING_BUILT))
        note_build(self.folder, self.begun, stages, [str(problem) for problem in summary.problems])

    def bound(self) -> None:
        """Bound the stores: what the last build did not use is more of them the more builds there were."""
        last = last_begun(self.folder) if self.keeps else None
        if last is not None:
            bound(self.folder, last)

    def _needed(self, name: str) -> ByteStore:
        return ByteStore(self.folder / name, spare=self.scratch / f"spare-{name}")

    @property
    def _sites(self) -> ByteStore:
        return sites_in(self.folder)


def spare_of(cache: Path | None) -> Spare | None:
    """The spare in ``cache``, with what is known of it; None where nothing is kept."""
    if cache is None:
        return None
    folder = spare_folder(cache)
    known = known_site(sites_in(cache), folder)
    return Spare(folder, known.files if known is not None else {})


def key_of_templates(folder: Path) -> bytes:
    """Tells of all files in ``folder``, whatever they are called: a page may be made from a template of any kind, and
    assets, which pages name by their content, change with nearly all of them anyway. Raises OSError."""
    total = sha256()
    for path, place, _ in sorted(walk(folder)):
        data = Path(place.path).read_bytes()
        total.update(os.fsencode(path) + f" {len(data)}\n".encode() + data)
    return total.digest()


def _recipe(site: Site, templates: Path) -> bytes:
    """All that pages are made from besides the archive: code, templates, forms, settings, addresses of assets."""
    total = sha256(version_of(MAKING_ROOMS) + key_of_templates(templates))
    named = (site.title, site.site_url, site.license, site.stamp, site.report_errors)
    shared = (named, sorted(site.assets.items()), site.forms, site.catalogue)
    articles = tuple((article.path, article.translates) for article in site.articles)
    total.update(repr((shared, articles)).encode())
    return total.digest()
