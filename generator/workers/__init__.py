"""Work in processes with limits: a failing upload affects no other. ``uploads`` is the unit of work, ``pool`` hands it
out to ``processes`` or a ``cluster``, ``limits`` says what it may use."""

from generator.workers.limits import LIMITS, Failure, Limits
from generator.workers.pool import Jobs, available_cores, run_all
from generator.workers.processes import AHEAD
from generator.workers.results import UploadResult
from generator.workers.uploads import distinct, lost_upload, published, read_upload, read_uploads

__all__ = [
    "AHEAD",
    "LIMITS",
    "Failure",
    "Jobs",
    "Limits",
    "UploadResult",
    "available_cores",
    "distinct",
    "lost_upload",
    "published",
    "read_upload",
    "read_uploads",
    "run_all",
]
