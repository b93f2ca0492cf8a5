"""How much memory ``gongkai add`` takes for a crawl of so many rows: `python -m benchmarks.adding 1000 10000`.

One row in twenty is a report, the others are short pages that are none. Each size is added by a process of its own.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.writing import write_report

ROOT = Path(__file__).parents[1]
RUN = """
import resource, sys
from generator.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def write_crawl(path: Path, rows: int) -> None:
    """A CSV of ``rows`` pages."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("text", "url", "date"))
        for at in range(rows):
            title = f"安吉县天荒坪镇人民政府{2010 + at % 14}年政府信息公开工作年度报告"
            page = f"今天天气很好，第 {at} 天。" * 20
            text = page if at % 20 else write_report("2021", title=title, overview=f"第 {at} 份。")
            writer.writerow((text, f"https://example.org/{at}.html", "2024-03-01"))


def measure(rows: int) -> tuple[float, float]:
    """MB that the command took at most, without its readers, and seconds."""
    with tempfile.TemporaryDirectory() as folder:
        table, content = Path(folder) / "crawl.csv", Path(folder) / "content"
        (content / "reports").mkdir(parents=True)
        write_crawl(table, rows)
        call = ["add", "--root", str(ROOT), "--content", str(content), str(table), "--text", "text", "--url", "url"]
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", RUN, *call], cwd=ROOT, capture_output=True, text=True, check=False)
        filed = len(list((content / "reports").rglob("*.txt")))
        assert done.returncode == 1 and filed == -(-rows // 20), done.stderr[-500:]
        return int(done.stderr.split()[-1]) / 1024, time.perf_counter() - start


def main() -> None:
    """Measure each size that is named."""
    first = 0.0
    for rows in map(int, sys.argv[1:] or ["1000", "10000"]):
        memory, seconds = measure(rows)
        first = first or memory
        print(f"{rows:>7} rows: {memory:7.1f} MB at most ({memory / first:.2f} times the first), {seconds:6.1f} s")


if __name__ == "__main__":
    main()
