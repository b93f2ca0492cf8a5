"""The work of a build on a cluster: a real scheduler and worker processes of Dask, on this machine."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cache import DIGEST
from generator.cli import main
from generator.errors import GongkaiError
from generator.workers import cluster
from generator.workers.cluster import Cluster
from generator.workers.limits import Failure, Limits
from generator.workers.plans import OTHER_CODE, Plan, Unfit, marked, read_plan, sight_of, write_plan
from generator.workers.pool import cores_for, run_all, within
from generator.workers.station import Station
from tests.test_workers import SMALL, double, fault, gone, spin
from tests.writing import write_report

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
"""One death of its worker, and a batch comes back."""
ROOMY = Limits(processor=10, grace=1, clock=60)


@dataclass(frozen=True)
class Machines:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def machines(folder: Path, workers: int = 2) -> Iterator[Machines]:
    """A scheduler and workers as processes of their own; a worker that dies stays dead."""
    folder.mkdir()
    port = folder / "port.json"
    started = [_dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(port))]
    try:
        _wait(lambda: port.exists() and '"address"' in port.read_text(encoding="utf-8"))
        local = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        started += [_dask("worker", "--scheduler-file", str(port), *local) for _ in range(workers)]
        address = port.read_text(encoding="utf-8").partition('"address": "')[2].partition('"')[0]
        with Cluster(address, 1, warn=print).connected() as client:
            client.wait_for_workers(workers, timeout=60)
        yield Machines(address, started[0], tuple(started[1:]))
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _dask(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait(done: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.05)


def raises(shared: str, item: int) -> int:
    raise KeyError(item)


def trouble(shared: dict[int, Callable[[], None]], item: int) -> int | Failure:
    if item in shared:
        shared[item]()
    return item


def kill_the_machine() -> None:
    """End the worker of Dask that this runs for; on the machine of the build this process."""
    station = Path(f"/proc/{os.getppid()}")
    if b"station" in (station / "cmdline").read_bytes():
        os.kill(int((station / "stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
        time.sleep(60)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.timeout(300)
def test_trouble_on_a_cluster_costs_its_own_item(tmp_path: Path) -> None:
    with machines(tmp_path / "dask") as held:
        workers = within(tmp_path / "plans", Cluster(held.address, 1, warn=print))
        assert list(run_all(double, range(200), 3, gone, workers)) == [3 * item for item in range(200)]
        outcome = list(run_all(trouble, range(60), {5: spin, 50: fault}, gone, workers, SMALL))
        assert outcome == [*range(5), Failure.TIME, *range(6, 50), Failure.CRASH, *range(51, 60)]
        with pytest.raises(KeyError):
            list(run_all(raises, [1], "", gone, workers))
        outcome = list(run_all(trouble, range(60), {30: kill_the_machine}, gone, workers, ROOMY))
        assert outcome == [*range(30), Failure.KILLED, *range(31, 60)]
        assert [one.poll() for one in held.workers].count(None) == 1, "a worker died, and its batch was done here"
    assert list((tmp_path / "plans").iterdir()) == []


@pytest.mark.timeout(300)
def test_a_build_goes_on_without_its_cluster(tmp_path: Path) -> None:
    said: list[str] = []
    with machines(tmp_path / "dask", workers=1) as held:
        workers = Cluster(held.address, 1, said.append).within(tmp_path / "plans")
        results = run_all(double, range(500), 3, gone, workers)
        assert [next(results) for _ in range(20)] == [3 * item for item in range(20)]
        held.scheduler.kill()
        assert list(results) == [3 * item for item in range(20, 500)]
    assert len(said) == 1 and "this machine goes on alone" in said[0]
    assert list(run_all(double, range(3), 3, gone, workers)) == [0, 3, 6], "nor does one that begins without"
    assert len(said) == 2


@pytest.mark.timeout(300)
def test_machines_that_cannot_take_part_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "content"
    other.mkdir()
    with machines(tmp_path / "dask", workers=1) as held:
        workers = Cluster(held.address, 1, print, seen=(other,)).within(tmp_path / "plans")
        monkeypatch.setattr(cluster, "sight_of", lambda path: b"as it looks from elsewhere")
        with pytest.raises(GongkaiError, match=r"tcp://127.*: this worker cannot take part: it does not see .*content"):
            list(run_all(double, range(3), 3, gone, workers))
        held.workers[0].kill()
        monkeypatch.setattr(cluster, "CONNECTING", 2)
        _wait(lambda: _is_alone(held.address))


def _is_alone(address: str) -> bool:
    try:
        Cluster(address, 1, warn=print).require()
    except GongkaiError as error:
        return "no workers" in str(error) and "dask worker" in error.remedy
    return False


def test_a_plan_is_followed_by_the_same_code_alone(tmp_path: Path) -> None:
    file = tmp_path / "plans" / "plan"
    plan = Plan(double, 3, ROOMY, ((tmp_path, sight_of(tmp_path)),))
    unseen = read_plan(file)
    assert isinstance(unseen, Unfit) and unseen.reason == f"it does not see {file.parent}"
    write_plan(file, plan)
    assert isinstance(read_plan(file), Unfit), "its own folder is new in what is to be seen"
    write_plan(file, Plan(double, 3, ROOMY, ((tmp_path, sight_of(tmp_path)),)))
    assert read_plan(file) == Plan(double, 3, ROOMY, ((tmp_path, sight_of(tmp_path)),))
    file.write_bytes(bytes(DIGEST) + file.read_bytes()[DIGEST:])
    assert read_plan(file) == OTHER_CODE


def test_a_station_that_ends_is_noticed(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", Plan(double, 3, ROOMY))
    station = Station(tmp_path / "plan")
    answer = pickle.loads(station.do(pickle.dumps((1, 2))))
    assert [outcome.result for outcome in answer.outcomes] == [3, 6]
    os.kill(station._process.pid, signal.SIGKILL)
    with pytest.raises((EOFError, OSError)):
        station.do(pickle.dumps((1, 2)))
    station.close()


def test_what_marks_a_shared_folder_stays(tmp_path: Path) -> None:
    first = sight_of(marked(tmp_path / "cache"))
    assert first and sight_of(marked(tmp_path / "cache")) == first != sight_of(marked(tmp_path / "other"))
    assert sight_of(tmp_path / "nowhere") == b""
    assert cores_for(Cluster("tcp://127.0.0.1:1", 3, print)) == 3


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://127.0.0.1", "somewhere", "", "tcp://a:70000"])
def test_an_address_without_a_scheduler_is_an_error(address: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "--no-cache", "--output", str(tmp_path / "site")]
    done = subprocess.run([*command, "--scheduler", address], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "dask scheduler" in done.stderr if address.endswith(":1") else "tcp://192.0.2.1:8786" in done.stderr


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "generator.workers.cluster")
    assert main(["build", "--root", str(ROOT), "--no-cache", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "pip install 'gongkai[cluster]'" in capsys.readouterr().err


def fingerprints(site: Path) -> dict[str, str]:
    """path → hash of every file."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


YEARS, TOWNS = range(2021, 2025), ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")


@pytest.mark.timeout(600)
def test_a_site_made_on_a_cluster_is_the_same_though_a_worker_dies(tmp_path: Path) -> None:
    project = _project(tmp_path / "project")
    command = [sys.executable, "-m", "generator", "build", "--root", str(project)]
    subprocess.run([*command, "--no-cache", "--output", str(tmp_path / "local")], cwd=ROOT, check=True)
    records = project / ".cache/gongkai/records"
    with machines(tmp_path / "dask") as held:
        on_cluster = [*command, "--output", str(tmp_path / "shared"), "--scheduler", held.address]
        with subprocess.Popen(on_cluster, cwd=ROOT) as build:
            _wait(lambda: records.is_dir() and len(list(records.iterdir())) >= 5)
            held.workers[0].kill()
            assert len(list(records.iterdir())) < len(YEARS) * len(TOWNS), "it died half-way"
            assert build.wait(timeout=300) == 0
        assert held.workers[1].poll() is None
    assert fingerprints(tmp_path / "shared") == fingerprints(tmp_path / "local")
    assert len(list(records.iterdir())) == len(YEARS) * len(TOWNS)


def _project(folder: Path) -> Path:
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    for name in ("pyproject.toml", "netlify.toml"):
        shutil.copy(ROOT / name, folder / name)
    reports = folder / "content/reports"
    reports.mkdir()
    for year in YEARS:
        for town in TOWNS:
            title = f"测试县{town}镇人民政府{year}年政府信息公开工作年度报告"
            text = write_report(title=title, overview=f"{town}镇{year}年主动公开信息{year - 2000}条。")
            (reports / f"{town}{year}.txt").write_text(text, encoding="utf-8")
    return folder
