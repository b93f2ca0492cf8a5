"""What a process of its own does about the site that is written, while the build does something else: an archive has
nine files a report, and one that lies there and is looked at, or is removed, takes its time."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from generator.publish.output import OWN, Output
from generator.publish.spare import Altered, Spare, tidy
from generator.workers.kept import Kept
from generator.workers.limits import Failure, Limits
from generator.workers.pool import begin_all
from generator.workers.processes import can_fork

ASIDE_LIMITS = Limits(processor=300, clock=900)


@contextmanager
def looked_through(out: Output) -> Iterator[None]:
    """Look through what ``out`` is written over, while the block lasts; it knows it afterwards."""
    if out.over is None or not can_fork():
        yield
        return
    with closing(begin_all(_altered, [out.root], out.over, _lost, 1, ASIDE_LIMITS)) as coming:
        yield
        out.look_through(next(coming))


def _altered(spare: Spare, root: Path) -> Altered | None:
    try:
        return spare.altered(root, OWN)
    except OSError:  # whoever asks for what lies there meets it again
        return None


@contextmanager
def tidied(out: Output, coming: Set[str], kept: Kept) -> Iterator[None]:
    """Remove what is no longer wanted, while the block lasts: of what lay in the site, where ``coming`` are files that
    will still be written, and of what is ``kept``. What cannot be removed of the site is at its end, or raises then."""
    unwanted = out.unwanted - coming
    if not can_fork() or not (unwanted or kept.keeps):
        yield
        kept.bound()
        return
    with closing(begin_all(_tidy, [out.root], (unwanted, kept), _lost, 1, ASIDE_LIMITS)) as done:
        yield
        next(done)


def _tidy(shared: tuple[Set[str], Kept], root: Path) -> None:
    unwanted, kept = shared
    with suppress(OSError):
        tidy(root, unwanted)
    kept.bound()


def _lost(root: Path, failure: Failure) -> None:
    return None
