"""What a build reads, hashed by a process of its own while this one imports what builds: either takes half a second for
10,000 reports. That is begun only where something is likely to be built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from generator.publish.grounds import require_grounds
from generator.publish.walking import walk
from generator.settings import Settings
from generator.workers.batches import Done
from generator.workers.limits import Limits
from generator.workers.processes import Processes, can_fork
from generator.workers.unchanged import Inputs, inputs_for
from generator.workers.upkeep import last_begun

HASHING_LIMITS = Limits(processor=1800, clock=7200)


def inputs_while(settings: Settings, load: Callable[[], object]) -> Inputs:
    """As :func:`.unchanged.inputs_for`; ``load`` imports what builds meanwhile, where a file is newer than the last
    build.

    That decides nothing: where all is as it was, it was imported for nothing, and where it is not, it may be later.
    """
    require_grounds(settings)  # before anything is gone through: it may be a folder of any kind
    if settings.cache is None or not can_fork() or not _is_newer(settings, settings.cache):
        return inputs_for(settings)
    process: Processes[None, Settings, Inputs] = Processes(_inputs, None, 1, HASHING_LIMITS)
    try:
        coming = process.submit([settings])
        load()
        (done,) = process.result([settings], coming).outcomes
    finally:
        process.close()
    return done.result if isinstance(done, Done) else inputs_for(settings)


def _inputs(shared: None, settings: Settings) -> Inputs:
    return inputs_for(settings)


def _is_newer(settings: Settings, cache: Path) -> bool:
    """True if a file was written since the last build began; of a first build, that there are any."""
    last = last_begun(cache) or 0
    return any(written >= last for folder in (settings.content, settings.templates) for written in _written(folder))


def _written(folder: Path) -> Iterator[int]:
    """When each file was, in nanoseconds since 1970; nothing of what cannot be looked at."""
    try:
        for found in walk(folder):
            yield found.status.st_mtime_ns
    except OSError:
        return
