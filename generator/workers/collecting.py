"""The lines of all reports without a site: every report is checked as a build checks it, and no page is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.attempts import Attempts, place_of
from generator.errors import GongkaiError
from generator.exports.levels import RowsRef
from generator.workers.context import MakingContext
from generator.workers.limits import Failure
from generator.workers.made import ENDED, DocumentRef, NotMade
from generator.workers.organs import ORGAN_LIMITS, Bodies, Job, checked_entries
from generator.workers.pool import Jobs, run_all
from generator.workers.told import told

Collected = tuple[tuple[RowsRef, DocumentRef | None], ...]


def collect_rows(jobs: Iterable[Job], context: MakingContext, processes: Jobs = None) -> Iterator[Collected]:
    """What was put into the stores of ``context`` of each job. Raises GongkaiError where one cannot be done."""
    for made in run_all(_collect, jobs, context, _lost, processes, ORGAN_LIMITS):
        if isinstance(made, NotMade):
            raise GongkaiError(f"reports could not be checked: {made.detail}", remedy="build the site: it names them")
        yield made


def _lost(job: Job, failure: Failure) -> Collected | NotMade:
    return NotMade(f"{job.name} {ENDED[failure]}")


def _collect(context: MakingContext, job: Job) -> Collected | NotMade:
    attempt = Attempts()
    try:
        entries = list(checked_entries(context, job, Bodies(context.records, job.records), attempt))
    except MemoryError:  # the worker's limit: the pool gives it a process of its own
        raise
    except Exception as error:  # whatever it is: it is told
        return NotMade(f"{job.name} {place_of(error)}")
    made = [told(entry, context.site, context.documents, context.rows, attempt) for entry in entries]
    return tuple((one.rows, one.document) for one in made if one.rows is not None)
