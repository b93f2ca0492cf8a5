"""The story of ``gongkai add``: what is brought is read, judged, and filed in content/reports, kept in content/inbox or
refused; one file after the other, however many there are."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.errors import GongkaiError
from generator.filing.candidates import Brought, Candidate, Reason, Remark, Setback
from generator.filing.files import read_bounded
from generator.filing.judging import Judgement, Standing, judge
from generator.filing.notes import written_note
from generator.filing.outcomes import Fate, Outcome
from generator.filing.parting import cut_before, parts_of
from generator.filing.said import Said, said
from generator.filing.series import apart, joined
from generator.filing.shelf import Shelf
from generator.filing.sidecars import with_address
from generator.filing.staging import Stage
from generator.filing.together import Together, opened, placed
from generator.model.doubts import Attention
from generator.reading.reader import Reader
from generator.sources.discover import MAX_BYTES, SIDECAR_SUFFIX, Upload
from generator.sources.inbox import NOTE_SUFFIX
from generator.sources.named import named_upload, page_owner
from generator.sources.names import is_picture
from generator.sources.opening import TooLargeError, read_plain_file
from generator.sources.plain_yaml import MAX_BYTES as MAX_SIDECAR
from generator.workers.results import UploadResult
from generator.workers.uploads import read_uploads


@dataclass(frozen=True, slots=True)
class Adding:
    """Whither, with what, and when. Paths in notes are seen from ``home``."""

    shelf: Shelf
    stage: Stage
    reader: Reader
    today: date
    home: Path
    jobs: int | None = None


def add(brought: Iterable[Brought], adding: Adding) -> Iterator[Outcome]:
    """What became of each of ``brought``, in its order; parts of files that hold several reports follow at the end."""
    parts: list[Candidate] = []
    coming = brought
    while True:
        yield from _round(coming, adding, parts)
        if not parts:
            return
        coming, parts = tuple(parts), []


def _round(brought: Iterable[Brought], adding: Adding, parts: list[Candidate]) -> Iterator[Outcome]:
    waiting: deque[Brought] = deque()
    held: list[tuple[Candidate, UploadResult]] = []

    def uploads() -> Iterator[Upload]:
        for one in brought:
            waiting.append(one)
            if isinstance(one, Candidate):
                yield one.upload

    for result in read_uploads(uploads(), adding.reader, adding.jobs):
        while not isinstance(one := waiting.popleft(), Candidate):
            yield _untried(one)
        held.append((one, result))
        if one.series is None or one.series.number == one.series.count:
            yield from _settled(held, adding, parts)
            held.clear()
    yield from (_untried(one) for one in waiting if not isinstance(one, Candidate))


def _untried(one: Setback | Remark) -> Outcome:
    if isinstance(one, Remark):
        return Outcome("", Fate.REMARK, told=(one.told,))
    return Outcome(one.shown, Fate.FAILED if one.error else Fate.REFUSED, reasons=one.reasons, error=one.error)


def _settled(
    read: Sequence[tuple[Candidate, UploadResult]], adding: Adding, parts: list[Candidate]
) -> Iterator[Outcome]:
    """What becomes of a file, or of files that are perhaps the pages of one report."""
    whole = joined(read)
    if whole is not None:
        parts.append(whole)
        yield Outcome(whole.shown, Fate.JOINED, count=len(read))
        return
    told = apart(read)
    for one, result in read:
        try:
            outcome = _settle(one, result, adding, parts)
            yield replace(outcome, told=(*outcome.told, *told))
        except GongkaiError as error:
            yield Outcome(one.shown, Fate.FAILED, error=error, told=one.told)
        finally:
            if one.staged or one.upload.sidecar is not None:
                adding.stage.drop(one)
        told = ()


def _settle(one: Candidate, result: UploadResult, adding: Adding, parts: list[Candidate]) -> Outcome:
    data = opened(one, _bytes_of(one, result), result)
    judgement = judge(result, one.part)
    outcome = Outcome(
        one.shown,
        Fate.REFUSED,
        identity=judgement.identity,
        reasons=judgement.reasons,
        told=one.told,
        attention=_untold(result.attention, judgement),
    )
    if judgement.standing is Standing.REFUSED:
        return _say_beside(one, judgement, _reasons(judgement, outcome), adding, outcome)
    there = data.held(adding.shelf)
    if there is not None and not adding.shelf.is_waiting(there):
        held = said("already_held", path=_seen(there, adding))
        return _say_beside(one, judgement, (held,), adding, _already(one, there, adding, outcome))
    if judgement.standing is Standing.PARTED:
        # A sidecar that came along speaks of the whole file: nobody can tell of which part.
        if not one.brought_sidecar and (cut := cut_before(data.data, judgement.edges)):
            parts += parts_of(one, result, cut, adding.stage)
            _forget_waiting(there, one, adding)
            return replace(outcome, fate=Fate.PARTED, count=len(cut))
        reason = said("why_several", count=len(result.reports))
        judgement = replace(judgement, standing=Standing.UNSURE, reasons=(reason,))
        outcome = replace(outcome, reasons=judgement.reasons)
    if judgement.standing is Standing.SURE:
        return _file(one, data, judgement, there, adding, outcome)
    return _keep(one, data, judgement, there, adding, outcome)


def _say_beside(
    one: Candidate, judgement: Judgement, reasons: Sequence[Reason], adding: Adding, outcome: Outcome
) -> Outcome:
    """Where somebody put the file into the inbox it stays there, and a note says why nothing comes of it: whoever put
    it there sees no terminal."""
    path = one.upload.file.resolve()
    if not adding.shelf.is_waiting(path):
        return outcome
    adding.shelf.renote(path, _note(path, one, judgement, reasons, adding))
    return replace(outcome, told=(*outcome.told, said("noted_beside", note=path.stem + NOTE_SUFFIX)))


def _reasons(judgement: Judgement, outcome: Outcome) -> Sequence[Reason]:
    return judgement.reasons or tuple(item.doubt for item in outcome.attention)


def _bytes_of(one: Candidate, result: UploadResult) -> bytes:
    """The bytes that were read. Raises GongkaiError where they are others by now."""
    try:
        data = read_plain_file(one.upload.file, MAX_BYTES, follow=one.upload.follow)
    except TooLargeError:
        return b""  # it was refused for that
    except OSError as error:
        raise GongkaiError(f"cannot be read ({error.strerror})", file=one.shown, remedy="check the file") from error
    if result.source.sha256 not in ("", hashlib.sha256(data).hexdigest()):
        raise GongkaiError("the file changed while it was read", file=one.shown, remedy="add it again")
    return data


def _untold(attention: Sequence[Attention], judgement: Judgement) -> tuple[Attention, ...]:
    """What is in doubt besides the reasons."""
    return tuple(
        item for item in attention if item.doubt not in judgement.reasons and item.doubt.code not in judgement.told
    )


def _file(
    one: Candidate, data: Together, judgement: Judgement, there: Path | None, adding: Adding, outcome: Outcome
) -> Outcome:
    """Into content/reports; out of the inbox, where it waited there."""
    shelf = adding.shelf
    beside = shelf.other_version(judgement.shelf, judgement.year)
    path = shelf.place(shelf.reports / judgement.shelf, judgement.year, one.upload.suffix)
    sidecar, further = placed(one, path, data)
    shelf.put(path, data.data, sidecar, beside=further)
    _forget_waiting(there, one, adding)
    return replace(outcome, fate=Fate.VERSION if beside else Fate.FILED, path=path, beside=beside)


def _forget_waiting(there: Path | None, one: Candidate, adding: Adding) -> None:
    pages = one.upload.beside if is_picture(one.upload.file.name) else ()
    for path in (there, one.upload.file.resolve(), *(page.file.resolve() for page in pages if page.file)):
        if path is not None:
            adding.shelf.forget(path)


def _keep(
    one: Candidate, data: Together, judgement: Judgement, there: Path | None, adding: Adding, outcome: Outcome
) -> Outcome:
    """Into the inbox, with a note; where it waits there already the note is written anew."""
    shelf = adding.shelf
    reasons = _reasons(judgement, outcome)
    if there is not None:
        shelf.renote(there, _note(there, one, judgement, reasons, adding))
        return replace(_already(one, there, adding, outcome), fate=Fate.WAITING)
    name = hashlib.sha256(data.data).hexdigest()[:8]
    path = shelf.place(shelf.inbox, name, one.upload.suffix)
    sidecar, further = placed(one, path, data)
    shelf.put(path, data.data, sidecar, _note(path, one, judgement, reasons, adding), further)
    return replace(outcome, fate=Fate.INBOX, path=path)


def _note(path: Path, one: Candidate, judgement: Judgement, reasons: Sequence[Reason], adding: Adding) -> bytes:
    return written_note(_seen(path, adding), one.known.received_as, judgement.identity, reasons, adding.today)


def _seen(path: Path, adding: Adding) -> str:
    """``path`` as seen from the project."""
    return (path.relative_to(adding.home) if path.is_relative_to(adding.home) else path).as_posix()


def _already(one: Candidate, there: Path, adding: Adding, outcome: Outcome) -> Outcome:
    """Nothing is stored twice; the address that was given is noted where the file has none, and whatever is not taken
    is told."""
    is_itself = one.upload.file.resolve() == there.resolve()
    told = () if is_itself else (*_of_row(one.told), *_noted(one, there, adding.shelf))
    return replace(outcome, fate=Fate.ALREADY, path=there, told=told)


def _of_row(told: Sequence[Said]) -> Iterator[Said]:
    """What a row of a crawl says wrongly; what else was told of a new sidecar does not hold for one that is there."""
    return (line for line in told if line.code in ("url_bad", "date_bad"))


def _noted(one: Candidate, there: Path, shelf: Shelf) -> Iterator[Said]:
    """Note in the sidecar of a file that is there what is known of it besides, and tell of it."""
    there = page_owner(there) or there
    beside = named_upload(there).sidecar if there.is_file() else None
    sidecar = beside or there.with_suffix(SIDECAR_SUFFIX)
    before = read_bounded(beside, MAX_SIDECAR) if beside else b""
    if one.known.source_url is not None:
        after, told = with_address(before, one.known, str(sidecar), dry_run=shelf.dry_run)
        if after != before and not shelf.rewrite(sidecar, before if beside else None, after):
            told = (said("url_unplaced", url=one.known.source_url, sidecar=sidecar),)
        yield from told
    if one.brought_sidecar and before != one.sidecar:
        yield said("sidecar_left", sidecar=sidecar)
