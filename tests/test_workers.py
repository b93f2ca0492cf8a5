"""Work in limited processes: what one item does to its process costs that item, and no other."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from generator.workers import processes
from generator.workers.batches import LARGEST, Batch, Done, Pace
from generator.workers.limits import Failure, Limits
from generator.workers.pool import available_cores, begin_unknown, run_all, run_unknown
from generator.workers.processes import AHEAD

ROOT = Path(__file__).parents[1]
SMALL = Limits(processor=0.3, grace=1, clock=20)
ROOMY = Limits(processor=5, grace=1, clock=60)
"""For what needs time on the way to its own trouble."""


def later_first(shared: float, item: int) -> int:
    time.sleep(shared / (item + 1))
    return item


def double(shared: int, item: int) -> int:
    return shared * item


def spin() -> None:
    while True:
        pass


def spin_and_swallow() -> None:
    """As a reader does whose ``except`` takes everything for bad input."""
    while True:
        with suppress(BaseException):
            spin()


def spin_in_native_code() -> None:
    """The handler of a signal never runs: the interpreter is not reached."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
    spin()


def grow() -> None:
    _ = "x" * (2 << 30)


def grow_step_by_step() -> None:
    kept = []
    while True:
        kept.append(bytes(2**26))


def fault() -> None:
    faulthandler.disable()  # pytest's own words about it would take longer than the item may
    ctypes.string_at(0)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


TROUBLE: dict[Callable[[], None], Failure] = {
    spin: Failure.TIME,
    spin_and_swallow: Failure.TIME,
    spin_in_native_code: Failure.TIME,
    grow: Failure.MEMORY,
    grow_step_by_step: Failure.MEMORY,
    fault: Failure.CRASH,
    be_killed: Failure.KILLED,
}


def trouble_at_three(shared: Callable[[], None], item: int) -> int | Failure:
    if item == 3:
        shared()
    return item


def gone(item: int, failure: Failure) -> int | Failure:
    return failure


def test_results_come_in_order_and_few_wait() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(40):
            taken.append(item)
            yield item

    results = run_all(later_first, items(), 0.2, gone, jobs=2)
    assert next(results) == 0
    assert len(taken) <= 2 * AHEAD, "what comes is not fetched before there is room for its outcome"
    assert [0, *results] == list(range(40))


def test_a_process_ends_though_it_holds_work_that_nobody_went_through() -> None:
    """As after an error, whose traceback holds it: no thread can begin any more when that is let go."""
    script = "import tests.test_workers as it; it.kept = it.run_all(it.double, range(99), 1, it.gone, 2); next(it.kept)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_any_number_of_processes_says_the_same(jobs: int | None) -> None:
    assert list(run_all(double, range(9), 3, gone, jobs=jobs)) == [3 * item for item in range(9)]
    assert available_cores() >= 1


def test_no_more_processes_are_begun_than_there_are_items(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, most: int, **others: Any) -> None:
            begun.append(most)
            super().__init__(most, **others)

    monkeypatch.setattr(processes, "ProcessPoolExecutor", Counted)
    results = [list(run_all(double, items, 2, gone, jobs=2)) for items in ([], [1], [1, 2, 3], iter([1]))]
    assert results == [[], [2], [2, 4, 6], [2]]
    assert begun == [1, 1, 2, 2]


@pytest.mark.parametrize("known", [set(), {0, 1, 2}, {3, 4}, {0, 2, 4, 6}, set(range(9))], ids=len)
def test_what_is_known_comes_in_its_place(known: set[int]) -> None:
    def look(item: int) -> tuple[str | None, int]:
        return (f"{item}" if item in known else None), item

    expected = [(n, f"{n}", None) if n in known else (n, None, 3 * n) for n in range(9)]
    assert list(run_unknown(double, range(9), look, 3, gone, jobs=2)) == expected
    assert list(begin_unknown(double, range(9), lambda item: look(item)[0], 3, gone, jobs=2)) == expected


@pytest.mark.parametrize("trouble", TROUBLE, ids=lambda one: one.__name__)
def test_trouble_costs_its_own_item(trouble: Callable[[], None]) -> None:
    limits = SMALL if TROUBLE[trouble] is Failure.TIME else ROOMY
    outcome = list(run_all(trouble_at_three, range(8), trouble, gone, jobs=2, limits=limits))
    assert outcome == [0, 1, 2, TROUBLE[trouble], 4, 5, 6, 7]


def trouble_at_three_hundred(shared: Callable[[], None], item: int) -> int | Failure:
    if item == 300:
        shared()
    return item


@pytest.mark.parametrize("trouble", [spin, grow, fault], ids=lambda one: one.__name__)
def test_trouble_within_a_batch_costs_its_own_item(trouble: Callable[[], None]) -> None:
    """By then items are handed out by dozens, since they take no time."""
    limits = SMALL if TROUBLE[trouble] is Failure.TIME else ROOMY
    outcome = list(run_all(trouble_at_three_hundred, range(400), trouble, gone, jobs=1, limits=limits))
    assert outcome == [*range(300), TROUBLE[trouble], *range(301, 400)]


def test_batches_grow_while_their_items_are_quick() -> None:
    pace = Pace(1.0)
    sizes = []
    for each in (0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 9.0, 9.0):
        sizes.append(pace.size)
        pace.note(Batch((Done(0),) * pace.size, each * pace.size))
    assert sizes == [1, 1, 3, 7, 13, 24, LARGEST, LARGEST, LARGEST, 1]


def process_or_spin(shared: None, item: int) -> int:
    if item == 1:
        spin()
    return os.getpid()


def test_who_is_out_of_time_may_go_on_with_the_next() -> None:
    """Python code is interrupted where it stands; only what does not answer is ended with its process."""
    before, out_of_time, after = run_all(process_or_spin, range(3), None, gone, jobs=1, limits=SMALL)
    assert out_of_time is Failure.TIME
    assert before == after


def test_waiting_has_an_end() -> None:
    limits = Limits(processor=5, grace=1, clock=0.3)
    assert list(run_all(later_first, [0], 30.0, gone, jobs=1, limits=limits)) == [Failure.TIME]


def test_a_large_parent_takes_nothing_from_its_workers() -> None:
    """What a fork inherits is no growth: an archive of thousands of reports is larger than any limit of one upload."""
    ballast = bytes(2 << 30)
    assert list(run_all(double, range(3), 3, gone, jobs=1)) == [0, 3, 6]
    assert len(ballast) == 2 << 30


def raises(shared: str, item: int) -> int:
    raise KeyError(item)


def test_an_exception_of_the_work_is_raised() -> None:
    with pytest.raises(KeyError):
        list(run_all(raises, [1], "", gone, jobs=1))


def is_killed_or_raises(shared: str, item: int) -> int:
    if item == 0:
        be_killed()
    raise KeyError(item)


def test_an_exception_of_work_that_was_begun_again_is_raised() -> None:
    """The process broke with the item before: this one is done alone, and raises there."""
    results = run_all(is_killed_or_raises, range(2), "", gone, jobs=1)
    assert next(results) is Failure.KILLED
    with pytest.raises(KeyError):
        next(results)


ORPHAN = """
import os, sys, time
from generator.workers.pool import run_all

def show(shared, item):
    print(os.getpid(), flush=True)
    time.sleep(60)

list(run_all(show, [1], None, lambda item, failure: None, jobs=1))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process can ask to end with its parent")
def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    with subprocess.Popen([sys.executable, "-c", ORPHAN], cwd=root, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        state = Path(f"/proc/{worker}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived its parent")


def test_a_worker_that_died_while_it_waited_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It had the lock under which workers take what is next, and the others wait for that."""
    monkeypatch.setattr(processes, "GRACE", 0.3)
    pool: Any = processes.Processes(double, 1, 2, ROOMY)
    pool._executor._call_queue._rlock.acquire()
    pool.submit((1,))
    start = time.monotonic()
    pool.close()
    assert time.monotonic() - start < 20, "else it would wait for ever"
