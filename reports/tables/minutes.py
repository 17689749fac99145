"""Biểu 16: one visit as the paper both sides sign."""

import datetime as dt
from collections.abc import Sequence

from criteria.enums import Verdict
from directives.enums import InspectionAct, InspectionKind, TeamOf
from directives.models import Inspection, InspectionNote
from directives.tables.checklist import CheckedLine, Photo, checked_lines, minutes_boxes
from ntm_portal import blobs
from ntm_portal.photos import PRINTED, small_copy
from ntm_portal.vietnamese import counted, day, file_size, fold
from reports.rules.minutes_paper import Facts, MinutesPaper, Picture, minutes_paper

# What a letter box of an office still takes, in bytes.
ROOM = 6 * 1024 * 1024
UNREADABLE = "Tệp ảnh hỏng hoặc quá lớn, không thu nhỏ được; mở trong cổng."


def minutes_of(inspection: Inspection, today: dt.date) -> MinutesPaper:
    """The paper of a visit: everything that was noted, then conclusions, requests and the room for both signatures."""
    lines = [line for line in checked_lines(inspection, today) if not line.is_blank]
    requests = inspection.requests.select_related("department", "inspection__unit").order_by("due_on", "pk")
    asked = [(row.text, row.asked, day(row.due_on)) for row in requests]
    return minutes_paper(facts_of(inspection, today), [_row(line) for line in lines], asked)


def pictures_of(inspection: Inspection) -> list[tuple[str, Photo]]:
    """The photos of a visit as its annex shows them, each with what it was taken of. One query."""
    papers = inspection.papers.filter(request=None)
    papers = papers.select_related("evidence", "note__item__indicator", "note__item__criterion")
    return [(about_note(photo.paper.note), photo) for photo in map(Photo, papers) if photo.is_picture]


def word_pictures(inspection: Inspection) -> list[Picture]:
    """Copies of the photos for a Word file, numbered as in print; one that cannot stand there is named with why.

    Small copies, upright as they were taken; those past `ROOM` are named only, a smaller one may follow.
    """
    found, room = [], ROOM
    for at, (about, photo) in enumerate(pictures_of(inspection), 1):
        found.append(_picture(inspection, f"Ảnh {at}. {about}", photo, room))
        room -= len(found[-1].content or b"")
    return found


def _picture(inspection: Inspection, about: str, photo: Photo, room: int) -> Picture:
    evidence = photo.paper.evidence
    caption = f"{about}. {inspection.unit.label}, {day(inspection.day)}"
    path = blobs.path_of(evidence.sha256)
    if not path.is_file():
        return Picture(caption, None, f"Tệp {evidence.file_name} không còn trong cổng.")
    copy = small_copy(path, PRINTED)
    if copy is None:
        return Picture(caption, None, UNREADABLE)
    if len(copy) > room:
        return Picture(caption, None, f"Ảnh {file_size(len(copy))}, không kèm để tệp không quá lớn; mở trong cổng.")
    return Picture(caption, copy)


def about_note(note: InspectionNote) -> str:
    """What was looked at: a point of the checklist, or something besides."""
    return note.item.label if note.item else note.subject or "Nội dung khác"


def facts_of(inspection: Inspection, today: dt.date) -> Facts:
    """What the visit says of itself, as text."""
    boxes, unit = minutes_boxes(inspection), inspection.unit
    added = inspection.steps.filter(act=InspectionAct.SUPPLEMENT)
    return Facts(
        kind=InspectionKind(inspection.kind),
        team_of=TeamOf(inspection.team_of),
        team_name=inspection.team_name,
        place=unit.label,
        district=unit.parent.name,
        visited_on=inspection.visited_on,
        began_at=boxes["began_at"],
        ended_at=boxes["ended_at"],
        where=inspection.place,
        team=boxes["team"].splitlines(),
        unit_side=boxes["unit_side"].splitlines(),
        conclusions=[line for line in inspection.conclusions.splitlines() if line.strip()],
        team_signer=inspection.team_signer,
        unit_signer=inspection.unit_signer,
        signed_on=inspection.signed_on,
        supplements=[f"ngày {day(step.at)}: {step.words}" for step in added],
        sample=inspection.sample,
        file=f"Bieu16_BienBan_{_bare(unit.name)}_{inspection.day:%Y-%m-%d}",
        today=today,
    )


def _bare(name: str) -> str:
    return "".join(letter for letter in fold(name).title() if letter.isalnum())


def _row(line: CheckedLine) -> tuple[str, ...]:
    official = line.cell.verdict.label if line.cell else "-"
    seen = Verdict(line.note.verdict).label if line.note and line.note.verdict else "-"
    return line.label, official, seen, told_of(line.note, len(line.photos))


def told_of(note: InspectionNote, photos: int) -> str:
    """What was seen at one point, what is lacking there, why, what the team proposes, and how many photos show it."""
    parts: Sequence[tuple[str, str]] = (
        ("", note.seen), ("Tồn tại: ", note.shortcoming), ("Nguyên nhân: ", note.cause), ("Đề nghị: ", note.proposal),
    )  # fmt: skip
    said = [f"{head}{text.rstrip('.')}." for head, text in parts if text]
    return " ".join([*said, *[f"Kèm {counted(photos)} ảnh, giấy tờ."] * bool(photos)])
