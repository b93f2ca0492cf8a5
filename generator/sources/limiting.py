"""Bounds what a child process may use. Loaded by scripts that stand alone, so it imports nothing of the package."""

from __future__ import annotations


def limit(memory: int, seconds: int) -> None:
    """Bytes of address space, seconds of processor time; no files written, no core dumps; where the system knows such
    limits."""
    try:
        import resource
    except ImportError:  # not a POSIX system: the caller's timeout is what remains
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a tighter one is in force already
            continue
