"""The site's ``_redirects`` as the host applies them: after the files, the first rule that fits, with its rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

FILE = "_redirects"
SPLAT = ":splat"
STATUSES = {"301": HTTPStatus.MOVED_PERMANENTLY, "302": HTTPStatus.FOUND, "404": HTTPStatus.NOT_FOUND}


@dataclass(frozen=True, slots=True)
class Redirect:
    """One line: what lies at ``old``, or below it where that ends in ``/*``, is found at ``new``.

    With status 404 the page at ``new`` is shown in its place.
    """

    old: str
    new: str
    status: HTTPStatus

    def target(self, path: str) -> str | None:
        """Where ``path`` (decoded) leads, percent-encoded; None where the rule does not fit.

        ``/old/*`` fits ``/old`` and ``/old/`` too. A last slash of ``old`` does not matter.
        """
        folder = self.old.removesuffix("*").removesuffix("/")
        if not self.old.endswith("/*"):
            return quote(self.new) if path.removesuffix("/") == folder else None
        if path != folder and not path.startswith(f"{folder}/"):
            return None
        return quote(self.new.replace(SPLAT, path[len(folder) + 1 :]))


def read_redirects(site: Path) -> tuple[Redirect, ...]:
    """The rules in the order of the file; none where there is no such file.

    Lines that our builds do not write (conditions, other hosts, other statuses) are passed over.
    """
    try:
        lines = (site / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(rule for line in lines if (rule := _rule(line.partition("#")[0].split())))


def redirected(rules: Iterable[Redirect], path: str) -> tuple[HTTPStatus, str] | None:
    """Status and target of the first rule that fits ``path``; None where none does."""
    return next(((rule.status, target) for rule in rules if (target := rule.target(path)) is not None), None)


def _rule(words: list[str]) -> Redirect | None:
    if len(words) not in (2, 3) or (words[-1] not in STATUSES and len(words) == 3):
        return None
    if any(not word.startswith("/") or word.startswith(("//", "/\\")) for word in words[:2]):
        return None
    return Redirect(words[0], words[1], STATUSES[words[2]] if len(words) == 3 else HTTPStatus.MOVED_PERMANENTLY)
