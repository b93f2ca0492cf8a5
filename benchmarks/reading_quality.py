"""How well the program reads: invented reports with known truth, read as uploads are, and compared cell by cell.

python -m benchmarks.reading_quality                     the full run, against the pinned floors
python -m benchmarks.reading_quality --layout 04-pipe-rows --count 50 --keep ../corpus
python -m benchmarks.reading_quality --update            pin what was reached, if nothing fell
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import ratchet
from benchmarks.comparing import Offender, Tally, compare
from benchmarks.corpus.layouts import LAYOUTS
from benchmarks.corpus.make import Case, make_cases
from generator.exports.report_json import report_json
from generator.inspection import Resources, load_resources, read_here, run_checks
from generator.model.results import Badge, Counts

Tallies = dict[tuple[str, str], Tally]
"""(layout, file format) → what came of it."""


def measure(cases: Iterable[Case], resources: Resources, folder: Path) -> Tallies:
    """Write each case into ``folder``, read it there and compare."""
    found: Tallies = {}
    for case in cases:
        file = folder / case.name
        file.write_bytes(case.data)
        truth_file = file.with_suffix(file.suffix + ".truth.json")
        truth_file.write_text(json.dumps(case.truth, ensure_ascii=False, indent=1), encoding="utf-8")
        tally = _one(case, file, resources)
        found.setdefault((case.layout, case.truth["format"]), Tally()).add(tally)
    return found


def _one(case: Case, file: Path, resources: Resources) -> Tally:
    """A crash is an offence of its own; one in the checks leaves what was read to be compared."""
    crashes: list[Offender] = []
    read: dict[str, Any] | None = None
    try:
        result = read_here(file, resources)
        if result.reports:
            read = report_json(result.reports[0], (), resources.reader.forms, badges={"unjudged": _NO_BADGE})
            run_checks(result.reports[0], resources)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        got = f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
        crashes.append(Offender(case.name, case.layout, "", "crashed", "no crash", got))
    # published JSON is what counts, so it makes the way through text
    tally = compare(case.truth, json.loads(json.dumps(read, default=str)) if read else None, case.name)
    tally.counts["file:crashed"] += len(crashes)
    tally.offenders += crashes
    return tally


_NO_BADGE = Badge("unjudged", "unknown", Counts())
"""Badges come from checks, and those are not what is measured."""


def by_layout(tallies: Tallies) -> dict[str, Tally]:
    """The formats of each layout together, and ``overall``."""
    found: dict[str, Tally] = {"overall": Tally()}
    for (layout, _), tally in sorted(tallies.items()):
        found.setdefault(layout, Tally()).add(tally)
        found["overall"].add(tally)
    return found


def reached(tallies: Tallies) -> dict[str, ratchet.Figures]:
    return {layout: ratchet.figures(tally) for layout, tally in by_layout(tallies).items()}


HEAD = (
    f"{'layout':<22}{'format':<8}{'files':>6}{'unread':>7}{'decidable':>10}{'exact':>9}{'refused':>8}{'wrong':>6}"
    f"{'kind':>6}{'guessed':>8}  {'solved (consistent)':<20}{'(inconsistent)':<20}{'organ':>7}{'year':>7}{'form':>7}"
)


def table(tallies: Tallies) -> str:
    """One line a layout and format, and one for all."""
    rows = [(*key, tally) for key, tally in sorted(tallies.items())]
    rows.append(("overall", "", by_layout(tallies)["overall"]))
    return "\n".join([HEAD, *(_line(layout, file_format, tally) for layout, file_format, tally in rows)])


def _line(layout: str, file_format: str, tally: Tally) -> str:
    now, counts = ratchet.figures(tally), tally.counts
    decidable = sum(counts[f"cell:{o}"] for o in ("exact", "refused", "wrong", "wrong_kind"))
    solved = [
        f"{counts[f'solved:{c}_right']} right {counts[f'solved:{c}_wrong']} wrong"
        for c in ("consistent", "inconsistent")
    ]
    facts = "".join(f"{now[fact]:>7.1%}" for fact in ratchet.FACTS)
    return (
        f"{layout:<22}{file_format:<8}{tally.files:>6}{tally.unread:>7}{decidable:>10}{now['exact']:>9.2%}"
        f"{counts['cell:refused']:>8}{int(now['wrong']):>6}{int(now['wrong_kind']):>6}{int(now['guessed']):>8}"
        f"  {solved[0]:<20}{solved[1]:<20}{facts}"
    )


def offender_lines(offenders: Sequence[Offender]) -> list[str]:
    """Offences first, then what was refused though it could be read."""
    ranked = sorted(offenders, key=lambda o: (o.outcome == "refused", o.layout, o.file))
    return [f"{o.outcome}\t{o.layout}\t{o.file}\t{o.where}\texpected {o.expected}\tgot {o.got}" for o in ranked]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where no floor was broken, 1 otherwise."""
    options = _options(arguments)
    pinned = ratchet.load("small" if options.small else "full")
    seed = pinned["seed"] if options.seed is None else options.seed
    count = pinned["count"] if options.count is None else options.count
    standard = (seed, count) == (pinned["seed"], pinned["count"]) and options.layout is None
    if options.update and not standard:
        print("--update pins the standard run only: leave out --seed, --count and --layout", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        tallies = measure(make_cases(seed, count, options.layout), load_resources(), folder)
        overall = by_layout(tallies)["overall"]
        lines = offender_lines(overall.offenders)
        if options.keep:
            (folder / "offenders.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(table(tallies))
    offences = [line for line in lines if not line.startswith("refused")]
    print(f"\nseed {seed}, {count} files; {len(offences)} offences, {len(lines) - len(offences)} refused", flush=True)
    print("\n".join((offences or lines)[: options.show]))
    return _hold(options, reached(tallies), pinned["figures"]) if standard else 0


def _hold(
    options: argparse.Namespace, now: Mapping[str, ratchet.Figures], pinned: Mapping[str, ratchet.Figures]
) -> int:
    if options.update:
        fell = ratchet.pin("small" if options.small else "full", now, allow_regression=options.allow_regression)
        refused = bool(fell) and not options.allow_regression
        print("not pinned, something fell:" if refused else "pinned.", *fell, sep="\n  ")
        return int(refused)
    fell = ratchet.fallen(pinned, now)
    if fell:
        print("below the floor:", *fell, sep="\n  ")
    return int(bool(fell))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How well the program reads invented reports with known truth.")
    parser.add_argument("--seed", type=int, help="other reports (default: the pinned seed)")
    parser.add_argument("--count", type=int, help="how many files (default: as pinned)")
    parser.add_argument("--layout", choices=[layout.name for layout in LAYOUTS], help="one layout only")
    parser.add_argument("--keep", metavar="DIR", help="leave files, truths and offenders.tsv there")
    parser.add_argument("--show", type=int, default=20, help="how many offenders to print (default 20)")
    parser.add_argument("--small", action="store_true", help="the run of the test suite")
    parser.add_argument("--update", action="store_true", help="pin what was reached")
    parser.add_argument("--allow-regression", action="store_true", help="pin even where something fell; say why")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
