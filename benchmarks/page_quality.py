"""How well the program reads pages: author, title, year, place and dates, and whom it accuses for what.

python -m benchmarks.page_quality                        the full run, against the pinned floors
python -m benchmarks.page_quality --kind legacy --count 60 --seed 9 --keep ../pages
python -m benchmarks.page_quality --update               pin what was reached, if nothing fell
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus.pages.make import KINDS, Page, make_pages
from benchmarks.page_comparing import FACTS, Tally, compare_page
from generator.exports.report_json import report_json
from generator.inspection import Resources, load_resources, read_here, run_checks
from generator.model.results import Result, Verdict

FLOORS = Path(__file__).with_name("page_floor.json")
SEVERITIES = ("error", "warning", "info")
Figures = dict[str, float]


def measure(pages: Iterable[Page], resources: Resources, folder: Path) -> dict[str, Tally]:
    """Write each page into ``folder``, read and check it there, and compare; by kind of page."""
    found: dict[str, Tally] = {}
    for page in pages:
        file = folder / page.name
        file.write_bytes(page.data)
        truth = json.dumps(page.truth, ensure_ascii=False, indent=1)
        file.with_suffix(file.suffix + ".truth.json").write_text(truth, encoding="utf-8")
        found.setdefault(page.truth["kind"], Tally()).add(_one(page.truth, file, resources))
    return found


def _one(truth: Mapping[str, Any], file: Path, resources: Resources) -> Tally:
    try:
        result = read_here(file, resources)
        doubts = [attention.doubt.code for attention in result.attention]
        if not result.reports:
            return compare_page(truth, None, {}, doubts)
        verdicts = run_checks(result.reports[0], resources)
        read = report_json(result.reports[0], verdicts, resources.reader.forms)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        tally = Tally(pages=1)
        tally.note(
            "page", "crashed", file.name, f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
        )
        return tally
    # published JSON is what counts, so it makes the way through text
    return compare_page(truth, json.loads(json.dumps(read, default=str)), _by_id(verdicts), doubts)


def _by_id(results: Sequence[Result]) -> dict[str, dict[str, str]]:
    found = {}
    for result in results:
        failing = [one.where_zh for one in result.instances if one.verdict is Verdict.FAIL][:3]
        shown = (
            f"{result.left} against {result.right} {failing}"
            if result.left is not None or failing
            else str(result.reason)
        )
        found[result.check[:3]] = {"verdict": str(result.verdict), "severity": str(result.severity), "shown": shown}
    return found


def together(tallies: Mapping[str, Tally]) -> Tally:
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    return whole


def reached(tallies: Mapping[str, Tally]) -> Figures:
    """Shares of what can be known, rounded down, and counts of offences."""
    counts = together(tallies).counts
    done: Figures = {}
    for fact in FACTS:
        done[f"{fact}_right"] = _share(counts, fact, "right", ("right", "wrong", "missing"))
        done[f"{fact}_wrong"] = counts[f"{fact}:wrong"]
    done["numbers_wrong"] = counts["cell:wrong"]
    done["planted_seen"] = _share(counts, "planted", "seen", ("seen", "refused", "missed"))
    done["planted_missed"] = counts["planted:missed"]
    for where in ("whole", "cut"):
        done |= {f"accused_{where}_{one}": counts[f"accused_{where}:{one}"] for one in SEVERITIES}
    done["strangers_taken"] = counts["stranger:taken"]
    done["pages_unread"] = counts["page:unread"] + counts["page:crashed"]
    return done


def _share(counts: Counter[str], group: str, good: str, of: Sequence[str]) -> float:
    total = sum(counts[f"{group}:{one}"] for one in of)
    return 1.0 if not total else math.floor(counts[f"{group}:{good}"] / total * 10_000) / 10_000


def fallen(pinned: Mapping[str, float], now: Mapping[str, float]) -> list[str]:
    """What is worse than pinned, in words: shares may only rise, counts only fall."""
    worse = []
    for name, floor in pinned.items():
        value = now.get(name)
        if value is None:
            worse.append(f"{name}: not measured")
        elif value < floor if name.endswith(("_right", "_seen")) else value > floor:
            worse.append(f"{name} is {value}, pinned at {floor}")
    return worse


def load(run: str) -> dict[str, Any]:
    """The pinned run (``small`` or ``full``): ``seed``, ``count`` and ``figures``."""
    found: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))[run]
    return found


def table(tallies: Mapping[str, Tally]) -> str:
    """What came of each fact, and the accusations."""
    whole = together(tallies)
    counts = whole.counts
    lines = [f"{'':<12}{'right':>8}{'wrong':>8}{'missing':>9}{'open':>8}{'share':>9}"]
    for fact in (*FACTS, "cell"):
        right, wrong, missing, left = (counts[f"{fact}:{one}"] for one in ("right", "wrong", "missing", "open"))
        share = _share(counts, fact, "right", ("right", "wrong", "missing"))
        lines.append(f"{fact:<12}{right:>8}{wrong:>8}{missing:>9}{left:>8}{share:>9.2%}")
    seen, refused, missed = (counts[f"planted:{one}"] for one in ("seen", "refused", "missed"))
    lines.append(f"planted contradictions: {seen} seen, {refused} refused, {missed} missed")
    for where in ("whole", "cut"):
        told = ", ".join(f"{counts[f'accused_{where}:{one}']} {one}" for one in SEVERITIES)
        lines.append(f"false accusations of {where} reports: {told}")
    lines.append(f"strangers: {counts['stranger:kept_out']} kept out, {counts['stranger:taken']} taken for reports")
    lines.append(f"unread: {counts['page:unread']}, crashed: {counts['page:crashed']}")
    lines.append("pages: " + ", ".join(f"{tally.pages} {kind}" for kind, tally in sorted(tallies.items())))
    return "\n".join(lines)


def offender_lines(offenders: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Wrong ones and accusations first, what is missing last."""
    ranked = sorted(offenders, key=lambda one: (one[1] in ("missing", "refused"), one))
    return ["\t".join(one) for one in ranked]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where no floor was broken, 1 otherwise."""
    options = _options(arguments)
    run = "small" if options.small else "full"
    pinned = load(run)
    seed = pinned["seed"] if options.seed is None else options.seed
    count = pinned["count"] if options.count is None else options.count
    standard = (seed, count) == (pinned["seed"], pinned["count"]) and options.kind is None
    if options.update and not standard:
        print("--update pins the standard run only: leave out --seed, --count and --kind", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        tallies = measure(make_pages(seed, count, options.kind), load_resources(), folder)
        lines = offender_lines(together(tallies).offenders)
        if options.keep:
            (folder / "offenders.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(table(tallies))
    print(f"\nseed {seed}, {count} pages; {len(lines)} lines of offenders", flush=True)
    print("\n".join(lines[: options.show]))
    return _hold(options, run, reached(tallies), pinned["figures"]) if standard else 0


def _hold(options: argparse.Namespace, run: str, now: Figures, pinned: Mapping[str, float]) -> int:
    fell = fallen(pinned, now)
    if options.update:
        refused = bool(fell) and not options.allow_regression
        if not refused:
            everything = json.loads(FLOORS.read_text(encoding="utf-8"))
            everything[run]["figures"] = now
            FLOORS.write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")
        print("not pinned, something fell:" if refused else "pinned.", *fell, sep="\n  ")
        return int(refused)
    if fell:
        print("below the floor:", *fell, sep="\n  ")
    return int(bool(fell))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How well the program reads invented pages with known truth.")
    parser.add_argument("--seed", type=int, help="other pages (default: the pinned seed)")
    parser.add_argument("--count", type=int, help="how many pages (default: as pinned)")
    parser.add_argument("--kind", choices=[kind for kind, _ in KINDS], help="pages of one kind only")
    parser.add_argument("--keep", metavar="DIR", help="leave pages, truths and offenders.tsv there")
    parser.add_argument("--show", type=int, default=20, help="how many offenders to print (default 20)")
    parser.add_argument("--small", action="store_true", help="the run of the test suite")
    parser.add_argument("--update", action="store_true", help="pin what was reached")
    parser.add_argument("--allow-regression", action="store_true", help="pin even where something fell; say why")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
