"""A small archive that changes between builds, and what is compared of the sites that are made of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.archive_texts import draw_template, next_text
from generator.pipeline import Built, build
from generator.progress import Silent
from generator.settings import Settings, load_settings
from tests.inspecting import warm_resources
from tests.writing import write_report

ROOT = Path(__file__).parents[1]
TOWNS = ("监军街道", "店头镇", "常宁镇", "甘井镇", "马坊镇")
"""Of 永寿县 (610426): neighbours, so that their texts are compared and one county's page shows all of them."""
YEARS = (2021, 2022, 2023)
SIDECARS = (
    "corrections:\n  - target: requests.granted.total\n    value: 3\n    why: 原文印刷模糊\n",
    "corrections:\n  - target: year\n    value: 2019\n    why: 标题年份有误\n",
    "note: 由档案馆提供\nretrieved_on: 2024-05-06\n",
    "withhold:\n  - text: 人手不足\n    why: 测试\n",
    "withhold:\n  - original: true\n    why: 测试\n",
    "reply:\n  text: 已经核实\n",
    "no_such_key: 1\n",
)

Site = dict[str, tuple[str, int]]
"""Digest and mode of every file, by path."""


@dataclass(frozen=True)
class Growing:
    """A folder of content that is changed by chance, and sites made of it."""

    folder: Path
    random: Random

    @property
    def reports(self) -> Path:
        return self.folder / "content" / "reports"

    def settings(self, name: str, cache: str | None = None) -> Settings:
        """To build ``name`` below the folder, keeping what is kept below ``cache``."""
        templates = self.folder / "templates"
        found = load_settings({}, root=ROOT, content=self.folder / "content", output=self.folder / name)
        return replace(
            found,
            cache=self.folder / cache if cache else None,
            templates=templates if templates.is_dir() else found.templates,
        )

    def build(self, name: str, cache: str | None = None, jobs: int = 1) -> Built:
        return build(self.settings(name, cache), Silent(), jobs, warm_resources())

    def built(self, name: str, cache: str | None = None, jobs: int = 1) -> Site:
        """All files of a site that is built now."""
        self.build(name, cache, jobs)
        return files_of(self.folder / name)

    def own_templates(self) -> Path:
        """A copy of the templates, used from now on."""
        return Path(shutil.copytree(ROOT / "templates", self.folder / "templates"))

    def uploads(self) -> list[Path]:
        return sorted(path for path in self.reports.rglob("*") if path.is_file() and path.suffix != ".yaml")

    # What may happen between two builds.

    def add(self) -> None:
        town, year = self.random.choice(TOWNS), self.random.choice(YEARS)
        folder = self.reports / "610426" / f"t{TOWNS.index(town)}"
        folder.mkdir(parents=True, exist_ok=True)
        names = (f"{year}.txt" if number == 1 else f"{year}-{number}.txt" for number in count(1))
        free = next(folder / name for name in names if not (folder / name).exists())
        free.write_text(self.text(town, year), encoding="utf-8")

    def text(self, town: str, year: int) -> str:
        seat = "办事处" if town.endswith("街道") else "人民政府"
        sentences = next_text(self.random, draw_template(Random("county")), self.random.choice((0.0, 0.1, 1.0)))[:16]
        cells = {(3, "granted", "total"): str(self.random.randint(0, 2))}
        return write_report(
            "2021",
            cells,
            title=f"永寿县{town}{seat}{year}年政府信息公开工作年度报告",
            overview="\n".join(sentences),
            ending="（本文为测试用合成数据）",
        )

    def change(self) -> None:
        file = self.random.choice(self.uploads())
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("。", "，并按时完成。", self.random.randint(1, 3)) + "补记一行。\n", encoding="utf-8"
        )

    def correct(self) -> None:
        file = self.random.choice(self.uploads())
        file.with_suffix(".yaml").write_text(self.random.choice(SIDECARS), encoding="utf-8")

    def take_back(self) -> None:
        for sidecar in sorted(self.reports.rglob("*.yaml"))[:1]:
            sidecar.unlink()

    def rename(self) -> None:
        file = self.random.choice(self.uploads())
        new = file.with_name(f"renamed-{self.random.randint(0, 99):02}.txt")
        if not new.exists():
            file.rename(new)

    def repeat(self) -> None:
        """The same bytes once more elsewhere."""
        file = self.random.choice(self.uploads())
        shutil.copyfile(file, file.with_name(f"again-{self.random.randint(0, 99):02}.txt"))

    def delete(self) -> None:
        if len(self.uploads()) > 3:
            self.random.choice(self.uploads()).unlink()

    def break_one(self) -> None:
        (self.reports / "610426" / "broken.docx").write_bytes(self.random.randbytes(200))

    def write_article(self, number: int | None = None) -> None:
        head = "---\ntitle: 说明\npath: /about/notes/\ndescription: 说明\norder: 9\n---\n\n"
        text = f"{head}第 {self.random.randint(0, 99) if number is None else number} 次修改。\n"
        (self.folder / "content" / "pages" / "notes.md").write_text(text, encoding="utf-8")

    def step(self) -> str:
        """One thing happens; its name."""
        happens = (
            *(self.add, self.add, self.change, self.change, self.correct, self.correct, self.take_back),
            *(self.rename, self.repeat, self.delete, self.break_one, self.write_article),
        )
        chosen = self.random.choice(happens)
        chosen()
        return chosen.__name__


def growing(folder: Path, seed: int, reports: int) -> Growing:
    """An archive of so many reports in an empty ``folder``."""
    found = Growing(folder, Random(seed))
    (folder / "content" / "pages").mkdir(parents=True)
    found.reports.mkdir()
    for _ in range(reports):
        found.add()
    return found


def files_of(site: Path) -> Site:
    """Every file of a site; folders and what else there may be count by their modes."""
    return {
        path.relative_to(site).as_posix(): (_digest(path), stat.S_IMODE(path.lstat().st_mode)) for path in _all(site)
    }


def _all(site: Path) -> Iterator[Path]:
    return (Path(parent, name) for parent, folders, names in os.walk(site) for name in (*folders, *names))


def _digest(path: Path) -> str:
    mode = path.lstat().st_mode
    return hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else f"{stat.S_IFMT(mode)}"


def differing(one: Site, other: Site) -> list[str]:
    """Paths that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
