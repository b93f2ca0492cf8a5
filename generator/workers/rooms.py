"""What is made with which rooms: their code and data are part of the key under which it is kept for the next build."""

from __future__ import annotations

READING_ROOMS = (
    "model", "text", "errors.py", "printable.py", "addresses.py", "scratch.py", "shipped.py", "forms", "sources",
    "repairs", "places", "reading", "archive/addresses.py", "workers/uploads.py", "workers/records.py",
    "workers/coding.py", "workers/results.py",
)  # fmt: skip
"""What reading is done with: a change in any of these makes every record anew."""
DIGEST_ROOMS = (
    *READING_ROOMS, "corpus", "archive", "checks", "attempts.py", "cache.py", "workers/digests.py",
    "workers/digest_keys.py", "workers/pool.py", "workers/batches.py", "workers/processes.py", "workers/garbage.py",
    "workers/limits.py", "workers/rooms.py",
)  # fmt: skip
"""What a digest is made with."""
MAKING_ROOMS = (
    "model", "text", "errors.py", "printable.py", "addresses.py", "licenses.py", "attempts.py", "labels.py",
    "scratch.py", "shipped.py", "cache.py", "ledger/history.py", "ledger/records.py", "forms", "sources", "repairs",
    "places", "reading", "corpus", "checks", "archive", "pages", "exports", "search", "publish", "workers",
)  # fmt: skip
"""What files are made with: a change in any of these makes them anew."""
