"""What tests of several rooms share: the project's root and its site, built once by the real command."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator import pipeline
from generator.cli import amending, filing, reports, reviewing, watching
from generator.forms.loader import Forms
from generator.inspection import Resources, load_resources
from tests.inspecting import warm_resources

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]

os.environ["LC_ALL"] = "C.UTF-8"  # what commands say is English in tests, whoever runs them
for name in ("URL", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def loaded_once() -> Iterator[None]:
    """Commands that run in this process take what ships with the program as it was loaded, and warmed, once."""

    def known(forms: Forms | None = None) -> Resources:
        return warm_resources() if forms is None else load_resources(forms)

    with pytest.MonkeyPatch.context() as patch:
        for module in (pipeline, amending, filing, reports, reviewing, watching):
            patch.setattr(module, "load_resources", known)
        yield


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root."""
    return ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as ``slow`` what tests/slow.txt lists, a test function a line, and what drives a browser."""
    lines = (ROOT / "tests" / "slow.txt").read_text(encoding="utf-8").splitlines()
    slow = frozenset(line for line in lines if not line.startswith("#"))
    for item in items:
        if item.nodeid.partition("[")[0] in slow or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site, as `gongkai build` makes it, once for all processes of a run. Read it, never change it."""
    if worker_id == "master":
        return _built(tmp_path_factory.mktemp("build") / "site")
    shared = tmp_path_factory.getbasetemp().parent / "build"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return shared / "site" if (shared / "site").is_dir() else _built(shared / "site")


def _built(folder: Path) -> Path:
    command = [sys.executable, "-m", "generator", "build", "--output", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"the site could not be built:\n{done.stdout}{done.stderr}", pytrace=False)
    return folder
