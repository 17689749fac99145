"""The sheet of a head as a document of the Party: what stands in it, and in whose name."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.utils.timezone import localtime

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import is_head
from directives.enums import EventKind
from directives.rules.accountability import Part
from ntm_portal.vietnamese import counted, day, fold, lower_first
from reports.enums import Family
from reports.rules.papers import Grid, Letterhead, rules_for
from reports.rules.sheet_paper import Paper, Section
from reports.tables.accountability import Said, Sheet, as_of_words, speaker
from reports.tables.department_sheets import DepartmentSheet
from reports.tables.paper import LETTERHEAD

DATA = json.loads((Path(__file__).parent.parent / "data" / "sheets.json").read_text(encoding="utf-8"))
ROOM = "." * 160
AnySheet = Sheet | DepartmentSheet


def _letterhead(entry: dict) -> Letterhead:
    given = entry | {"family": Family(entry["family"]), "bodies": tuple(entry["bodies"])}
    return Letterhead(**given | {"copies": tuple(entry["copies"])})


HEADS = {entry["code"]: _letterhead(entry) for entry in DATA["heads"]}


def letterhead_for(user: User) -> Letterhead:
    """In whose name the user takes a sheet away: his own body where it judges or is judged, else the Party office."""
    if is_head(user):
        return HEADS["dang-uy"]
    return HEADS["ban-to-chuc" if user.role == Role.PARTY_ORG else "van-phong"]


def paper_of(sheet: AnySheet, head: Letterhead, on: dt.date, *, sample: bool) -> Paper:
    """The whole document; what nobody has written yet leaves room for it."""
    district = sheet.look.district
    names = {"DISTRICT": district.name.upper(), "PLACE": sheet.name.upper()}
    return Paper(
        rules=rules_for(head.family, on),
        head=replace(head, bodies=tuple(body.format(**names) for body in head.bodies)),
        place_line=LETTERHEAD["place_line"].format(Place=district.name, year=on.year),
        title=DATA["title"],
        summary=f"{sheet.name}, {as_of_words(sheet.look)}",
        sections=tuple(_sections(sheet)),
        on=on,
        file=f"{DATA['file']}_{file_word(sheet.name)}_{sheet.look.until:%Y-%m-%d}",
        sample=sample,
    )


def file_word(name: str) -> str:
    """ "XaXuanTan": no marks or spaces, old mail programs break on them."""
    return "".join(letter for letter in fold(name).title() if letter.isascii() and letter.isalnum())


def _sections(sheet: AnySheet) -> Iterator[Section]:
    yield Section("I. Người đứng đầu và những ngày giữ chức trong kỳ", grid=_holders(sheet))
    yield Section("II. Tình hình so với đầu kỳ", grid=_standing(sheet))
    yield Section("III. Việc trong kỳ", tuple(_events(sheet)) or ("Không có việc nào trong kỳ.",))
    for number, said in zip(("IV", "V", "VI"), sheet.said, strict=False):
        yield _words(number, said)


def _holders(sheet: AnySheet) -> Grid:
    heads = (("Chức vụ", 38), ("Người giữ chức", 38), ("Những ngày giữ chức", 44), ("Số việc", 45))
    rows = tuple(
        (block.label, part.holder, part.span.words, _count_words(part))
        for block in sheet.blocks
        for part in block.parts
    )
    return Grid(heads, rows)


def _count_words(part: Part) -> str:
    """ "đúng hạn 1; suy giảm 1"."""
    counts = part.counts
    return "; ".join(f"{lower_first(kind.short)} {counts[kind]}" for kind in EventKind if counts[kind])


def _standing(sheet: AnySheet) -> Grid:
    if isinstance(sheet, Sheet):
        heads = (("Nội dung", 63), ("Đầu kỳ", 28), ("Cuối kỳ", 28), ("Còn phải làm", 46))
        return Grid(heads, tuple(_commune_rows(sheet)), frozenset({1, 2}))
    heads = (("Chỉ tiêu phụ trách", 105), ("Số xã đạt đầu kỳ", 30), ("Số xã đạt cuối kỳ", 30))
    rows = ((f"{row.number} {row.name}", f"{row.before}/{row.units}", f"{row.now}/{row.units}") for row in sheet.led)
    return Grid(heads, tuple(rows), frozenset({1, 2}))


def _commune_rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    standing = sheet.standing
    yield "Số tiêu chí đạt", standing.before.printed, standing.now.printed, standing.left_words
    yield "Phân nhóm", standing.band_before, standing.band, str(standing.label)
    for line in sheet.dues:
        yield f"{line.name} ({line.now.required})", line.shown_before, line.shown_now, line.left_words


def _events(sheet: AnySheet) -> Iterator[str]:
    for number, (kind, events) in enumerate(sheet.kinds, 1):
        yield f"{number}. {kind.label}: {counted(len(events))}."
        for event in events:
            who = "".join(f" {words}." for words in sheet.answering(event))
            yield f"- Ngày {day(event.on)}, {event.title}: {event.words}.{who}"


def _words(number: str, said: Said) -> Section:
    found = []
    for remark in said.remarks:
        found += [f"{speaker(remark)}, ngày {day(localtime(remark.issued_at))}:", *remark.text.split("\n")]
    return Section(f"{number}. {said.side.label}", tuple(filter(None, found)) or (ROOM,))
