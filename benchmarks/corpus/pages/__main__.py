"""Write pages and their truths into a folder: ``python -m benchmarks.corpus.pages DIR [--count N] [--seed S]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.corpus.pages.make import KINDS, make_pages


def main() -> int:
    parser = argparse.ArgumentParser(description="Write invented pages with their truths.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=[kind for kind, _ in KINDS])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for page in make_pages(options.seed, options.count, options.kind):
        file = options.folder / page.name
        file.write_bytes(page.data)
        truth = json.dumps(page.truth, ensure_ascii=False, indent=1)
        file.with_suffix(file.suffix + ".truth.json").write_text(truth, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
