"""What a build keeps for the next one, and finds from the last one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator.cache import ByteStore, version_of
from generator.pages.site import Site
from generator.progress import Stage
from generator.publish.output import Output
from generator.publish.placing import PlacedFile, StandingFile, StandingSite
from generator.publish.walking import walk
from generator.search.store import Store
from generator.settings import Settings
from generator.workers.context import MAKING_ROOMS, MakingContext
from generator.workers.digests import Records
from generator.workers.unchanged import BuildSummary, KnownSite, known_site, remember_site, stands_unchanged
from generator.workers.upkeep import begin, bound, note_build


@dataclass(frozen=True, slots=True)
class Kept:
    """The stores of a build in ``folder``; where ``keeps`` is False, that is gone when the build ends.

    ``scratch`` is gone then, too: what the build itself needs again goes there where ``folder`` does not take it.
    ``begun`` is when the build began, by the clock of that file system.
    """

    folder: Path
    keeps: bool
    scratch: Path
    begun: int = 0

    @classmethod
    def beginning(cls, cache: Path | None, scratch: Path) -> Kept:
        """The stores of a build that begins now, in ``cache``; in ``scratch`` where nothing is to be kept."""
        return cls(scratch, False, scratch) if cache is None else cls(cache, True, scratch, begin(cache))

    @property
    def records(self) -> Records:
        return Records(self._needed("records"), ByteStore(self.folder / "digests"), self.keeps)

    @property
    def shards(self) -> Store | None:
        return Store(self.folder / "search") if self.keeps else None

    @property
    def measures(self) -> ByteStore | None:
        return ByteStore(self.folder / "measures") if self.keeps else None

    @property
    def ids(self) -> ByteStore | None:
        return ByteStore(self.folder / "ids") if self.keeps else None

    def context(self, site: Site, settings: Settings, out: Output, records: Records) -> MakingContext:
        """What the making of pages needs, with what is known of the site that stands; ``out`` is told of that, too."""
        out.standing = self._standing(out.target)
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

    def _standing(self, target: Path) -> StandingSite:
        """The site at ``target`` as the last build left it; without files where nothing is known of it."""
        known = known_site(self._sites, target) if self.keeps else None
        return StandingSite(target, known.files if known is not None else {})

    def unchanged(self, target: Path, key: str) -> BuildSummary | None:
        """What was told of the site at ``target``, where it stands as it was made from what ``key`` says."""
        known = known_site(self._sites, target) if self.keeps and key else None
        if known is None or not stands_unchanged(known, target, key):
            return None
        return replace(known.summary, unchanged=True)

    def remember(
        self, target: Path, key: str, files: dict[str, PlacedFile], stages: Sequence[Stage], summary: BuildSummary
    ) -> None:
        """Keep what is known of the files of the site that stands now, note how it was built, and bound the stores."""
        if not self.keeps:
            return
        known: dict[str, StandingFile] = {}
        with suppress(OSError):  # what is not known is made anew
            for found in walk(target):
                placed = files.get(found.path)
                if placed is not None:
                    status = found.status
                    known[found.path] = StandingFile(placed.digest, status.st_size, status.st_mtime_ns)
        remember_site(self._sites, target, KnownSite(key, known, summary))
        note_build(self.folder, self.begun, stages, [str(problem) for problem in summary.problems])
        bound(self.folder, self.begun)

    def _needed(self, name: str) -> ByteStore:
        return ByteStore(self.folder / name, spare=self.scratch / f"spare-{name}")

    @property
    def _sites(self) -> ByteStore:
        return ByteStore(self.folder / "sites")


def _recipe(site: Site, templates: Path) -> bytes:
    """All that pages are made from besides the archive: code, templates, forms, settings, addresses of assets."""
    total = sha256(version_of(MAKING_ROOMS))
    for file in sorted(templates.rglob("*")):
        if file.suffix in (".html", ".svg", ".xml", ".txt"):
            data = file.read_bytes()
            total.update(f"{file.relative_to(templates).as_posix()} {len(data)}\n".encode() + data)
    named = (site.title, site.site_url, site.license, site.stamp, site.report_errors)
    shared = (named, sorted(site.assets.items()), site.forms, site.catalogue)
    articles = tuple((article.path, article.translates) for article in site.articles)
    total.update(repr((shared, articles)).encode())
    return total.digest()
