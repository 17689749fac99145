"""Biểu 13: the papers of a dossier, with number, day, signer and state; of the district with its communes, or of one
place."""

from collections.abc import Iterator

from accounts.models import User
from communes.enums import Level
from criteria.enums import SourceStatus
from dossiers.enums import PartState, Section
from dossiers.rules.parts import Progress
from dossiers.tables.reading import DossierReading, Part, read_dossier
from ntm_portal.vietnamese import counted, day
from reports.tables.base import Cell, Column, Form, Head, Row, RowKind, Table
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, TEXT
from reports.tables.paper import commune_forms, forms, issuer_of, place_line_of, title_of

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("part", "B", 75, TEXT),
    Column("document", "C", 36, TEXT),
    Column("signer", "D", 36, TEXT),
    Column("state", "E", 25, CODE),
    Column("file", "F", 36, TEXT),
    Column("note", "G", 44, TEXT),
)
TITLES = ("TT", "Thành phần hồ sơ", "Số, ngày văn bản", "Người ký", "Tình trạng", "Tệp", "Ghi chú")
HEADS = (tuple(Head(text) for text in TITLES),)
LAST = len(COLUMNS) - 1
NUMERALS = ("I", "II", "III", "IV")


def table_13(brief: Brief) -> Table:
    """The dossier of the district, then how far each commune is with its own."""
    read = brief.dossiers[brief.district.pk]
    communes = [found for pk, found in brief.dossiers.items() if pk != brief.district.pk]
    rows = tuple(_rows(read)) + tuple(_commune_rows(read, communes))
    return brief.table("bieu-13", COLUMNS, HEADS, rows, _notes(read), brief.board.district_book)


def table_13_of(brief: Brief) -> Table:
    """The dossier of one commune, as the commune signs it."""
    period = brief.period
    return place_13(read_dossier(brief.place, period.as_of.year, period.as_of, period.known_at))


def place_13(read: DossierReading) -> Table:
    """The dossier of one place, as a form of its own."""
    form: Form = (commune_forms if read.unit.level == Level.COMMUNE else forms)()["bieu-13"]
    title = f"{title_of(form, read.unit)} NĂM {read.year}"
    return Table(
        form=form, title=title, issuer=issuer_of(form, read.unit), about=f"(Tình hình đến ngày {day(read.as_of)})",
        place_line=place_line_of(read.unit, read.as_of, form), columns=COLUMNS, heads=HEADS, rows=tuple(_rows(read)),
        notes=_notes(read), sample=User.objects.sample().exists(),
        place=read.unit.pk if read.unit.level == Level.COMMUNE else None,
    )  # fmt: skip


def _rows(read: DossierReading) -> Iterator[Row]:
    """Each section with its parts; the papers of a criterion under its name."""
    sections = [section for section in Section if read.of_section(section)]
    if not sections:
        yield Row(("", Cell(f"Chưa có thủ tục công nhận cho năm {read.year}", span=LAST)))
    for numeral, section in zip(NUMERALS, sections, strict=False):
        parts = read.of_section(section)
        done = Progress.of(part.facts for part in parts)
        yield Row((numeral, Cell(f"{section.label} (đã có {done.printed})", span=LAST)), RowKind.GROUP)
        yield from (_part_row(part) for part in parts)
    if sections:
        yield Row(("", Cell(f"Tổng số: đã có {read.progress.printed} thành phần", span=LAST)), RowKind.TOTAL)


def _part_row(part: Part) -> Row:
    line = part.line
    document = ", ".join(filter(None, (line.number, day(line.issued_on) if line.issued_on else ""))) if line else ""
    file = line.evidence.file_name if line and line.evidence else ""
    return Row((part.item.number, part.item.title, document, part.signer, part.facts.state.label, file, _note(part)))


def _note(part: Part) -> str:
    """The vote, survey or decisions inside, and what is still lacking with its day."""
    told = [part.holds] if part.holds else []
    if not part.facts.is_ready:
        lack = "" if part.facts.state in (PartState.MISSING, PartState.DRAFT) else f"{part.facts.lack}; "
        told.append(f"{lack}hạn {day(part.due_on)}{'*' * part.due_by_default}, {part.who}")
    return "; ".join(told)


def _commune_rows(read: DossierReading, communes: list[DossierReading]) -> Iterator[Row]:
    """How far each commune is: have of total, and the next part."""
    if not communes:
        return
    numeral = NUMERALS[len({part.item.section for part in read.parts})]
    begun = sum(place.dossier is not None for place in communes)
    yield Row((numeral, Cell(f"Hồ sơ của các xã, thị trấn ({counted(begun)} nơi đã lập)", span=LAST)), RowKind.GROUP)
    for at, place in enumerate(communes, 1):
        yield Row((str(at), place.unit.short_label, *_commune_state(place)))


def _commune_state(place: DossierReading) -> tuple:
    """The part that comes next, how much is there, and by when; of a place without a dossier only that."""
    if place.dossier is None:
        return Cell("", span=2), "Chưa lập", "", ""
    first = place.missing[0] if place.missing and not place.submitted_on else None
    note = f"hạn {day(first.due_on)}, {first.who}" if first else ""
    if place.submitted_on:
        note = f"đã trình {day(place.submitted_on)}"
    return Cell(f"tiếp theo: {first.item.title}" if first else "", span=2), f"Đã có {place.progress.printed}", "", note


def _notes(read: DossierReading) -> tuple[str, ...]:
    if read.procedure is None:
        return ()
    status = SourceStatus(read.procedure.source_status).label
    where = "cấp xã" if read.unit.level == Level.COMMUNE else "cấp huyện"
    return (
        f"Thành phần hồ sơ {where} theo {read.procedure.decision} ({status}): {read.procedure.source}.",
        "Đã có: văn bản đã ký và đủ nội dung (biểu quyết, lấy ý kiến, quyết định). * hạn mặc định để theo dõi.",
    )
