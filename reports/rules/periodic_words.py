"""What the sentences of a periodic report say: from figures to the words of their gaps, right for none, one and all."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ntm_portal.vietnamese import counted, day, name_list, number, percent
from reports.rules.periodic_facts import (
    DistrictFacts,
    Dossiers,
    DueFacts,
    Falls,
    General,
    GroupFacts,
    HeadFacts,
    Heading,
    Led,
    NextFacts,
    Overdue,
    Said,
    SameDay,
    Sending,
    Short,
)
from reports.rules.phrases import Named, how_many, joined, moved, named, share, so_many

ONE_DAY = dt.timedelta(days=1)
UNITS, CRITERIA = "đơn vị", "tiêu chí"


def said(code: str, part: str = "", **values: str) -> Said:
    """A sentence in its usual place; where a pattern is used more than once, `part` tells its uses apart."""
    return Said(f"{code}_{part}" if part else code, code, values)


# --- The ends -------------------------------------------------------------------------------


def opening(heading: Heading) -> Said:
    """By which document, who reports what, as of when."""
    words = {"co_quan": heading.spoken, "noi_dung": heading.about, "so_lieu": figures_of(heading)}
    if not heading.document:
        return said("mo-dau-chua", **words)
    return said("mo-dau", van_ban=heading.document, **words)


def figures_of(heading: Heading) -> str:
    """ "số liệu tính đến ngày 25/9/2017, so với ngày 28/8/2017"."""
    words = f"số liệu tính đến ngày {day(heading.as_of)}, so với ngày {day(heading.compared)}"
    if heading.known_on:
        words += f", theo số liệu đã ghi đến hết ngày {day(heading.known_on)}"
    return words


def closing(heading: Heading) -> Said:
    """The last sentence of all."""
    return said("ket-thuc", noi_dung=heading.about, co_quan=heading.spoken, noi_nhan=heading.to)


# --- I --------------------------------------------------------------------------------------


def led(heading: Heading, facts: Led, among: Sequence[Named]) -> Iterator[Said]:
    """Dissemination, new documents, inspections and what they asked."""
    if facts.sent_to:
        confirmed = "cả " * (1 < facts.confirmed == facts.sent_to) + how_many(facts.confirmed, "đảng bộ, chi bộ")
        sent = f"{counted(facts.sent_to)} đảng bộ, chi bộ"
        yield said(
            "quan-triet", ngay=day(heading.as_of), van_ban=heading.document_alone, da_gui=sent, da_quan_triet=confirmed
        )
    if facts.documents:
        count = f"{counted(len(facts.documents))} văn bản chỉ đạo"
        yield said("van-ban", so_van_ban=count, danh_sach=joined(facts.documents))
    else:
        yield said("van-ban-khong")
    if not facts.visits:
        yield said("kiem-tra-khong")
        return
    visits = f"{counted(facts.visits)} cuộc"
    places = {"so_xa": so_many(facts.visited, among), "ten": named(facts.visited, among)}
    yield said("kiem-tra", so_cuoc=visits, **places)
    if facts.requests:
        asked = f"{counted(facts.requests)} kiến nghị"
        yield said("kien-nghi", so_kien_nghi=asked, tinh_trang=_how_far(facts))


def _how_far(facts: Led) -> str:
    left = facts.requests - facts.done
    late = f" (trong đó {counted(facts.overdue)} quá hạn)" if facts.overdue else ""
    parts = [f"{counted(facts.done)} đã xong"] * bool(facts.done) + [f"{counted(left)} chưa xong{late}"] * bool(left)
    return name_list(parts)


# --- II -------------------------------------------------------------------------------------


def general(heading: Heading, facts: General, *, at_length: bool) -> Iterator[Said]:
    """How many places meet everything, the average, what was gained; at length also who is near or recognised."""
    among, complete = facts.places, len(facts.complete)
    rate = f"({share(_share(complete, len(among)))})" if 0 < complete < len(among) else ""
    yield said(
        "du-tieu-chi", ngay=day(heading.as_of), so_xa=so_many(facts.complete, among), du=f"{facts.size}/{facts.size}",
        ty_le=rate, tang_giam=moved(complete - facts.complete_before, UNITS, heading.compared),
    )  # fmt: skip
    if at_length:
        yield from _standing(facts)
    difference = facts.mean - facts.mean_before
    average = number(facts.mean, 1)
    yield said("binh-quan", binh_quan=average, tang_giam=_only_moved(difference, CRITERIA))
    yield _gained(facts)


def _standing(facts: General) -> Iterator[Said]:
    among = facts.places
    both = [place for place in among if place in facts.complete or place in facts.nearly]
    if both:
        yield said("co-ban", so_xa=so_many(facts.nearly, among), tong=so_many(both, among))
    else:
        yield said("co-ban-khong")
    if facts.counting:
        yield _recognised(facts)


def _share(part: int, whole: int):
    return Fraction(100 * part, whole)


def _recognised(facts: General) -> Said:
    found, among = facts.recognised, facts.counting
    waiting = [place for place in among if place not in found]
    partly = bool(found) and bool(waiting)
    of = f" trong {counted(len(among))} xã tính cho huyện" if partly else ""
    return said(
        "cong-nhan", so_xa=so_many(found, among) + of,
        ten=f"(còn {name_list(place.name for place in waiting)})" if partly and len(waiting) <= 5 else "",
        tang_giam=_only_moved(len(found) - facts.recognised_before, UNITS),
    )  # fmt: skip


def _gained(facts: General) -> Said:
    if not facts.gained:
        return said("dat-them-khong")
    listed = (f"{row.place.name} (tiêu chí {name_list(map(str, row.numbers))})" for row in facts.gained)
    return said(
        "dat-them", so_tieu_chi=f"{counted(sum(len(row.numbers) for row in facts.gained))} {CRITERIA}",
        so_xa=so_many([row.place for row in facts.gained], facts.places), danh_sach=name_list(listed),
    )  # fmt: skip


def same_day(facts: General, year_before: SameDay) -> Said:
    """Beside the same day of the year before."""
    difference = facts.mean - year_before.mean
    return said(
        "cung-ky", ngay_cung_ky=day(year_before.on), du=f"{facts.size}/{facts.size}",
        tang_giam=_only_moved(len(facts.complete) - year_before.complete, UNITS),
        tang_giam_binh_quan=_only_moved(difference, CRITERIA),
    )  # fmt: skip


def _only_moved(difference, what: str) -> str:
    """The change alone, where the day it is compared with was just named, or stands at the top of the report."""
    if not difference:
        return "giữ nguyên"
    size = abs(difference)
    words = counted(size) if isinstance(size, int) else number(size, 1)
    return f"{'tăng' if difference > 0 else 'giảm'} {words} {what}"


def groups(facts: Sequence[GroupFacts], among: Sequence[Named]) -> Iterator[Said]:
    """One sentence a group: which criteria all places meet, and how many meet the others."""
    for group in facts:
        yield said("nhom", group.code.lower(), so_nhom=group.code, ten_nhom=group.name, ket_qua=_of_group(group, among))


def _of_group(group: GroupFacts, among: Sequence[Named]) -> str:
    whole = so_many(among, among)
    full = [row for row in group.criteria if row.met == len(among) > 0]
    parts = []
    if full:
        every = "cả " if 1 < len(full) == len(group.criteria) else ""
        what = f"tiêu chí {full[0].number}" if len(full) == 1 else f"{every}{counted(len(full))} tiêu chí"
        parts.append(f"{what} đạt ở {whole}")
    for row in group.criteria:
        if row not in full:
            met = f"đạt ở {row.met}/{len(among)} đơn vị ({share(row.share)})" if row.met else "chưa đơn vị nào đạt"
            parts.append(f"tiêu chí {row.number} ({row.name}) {met}")
    return joined(parts)


def dues(facts: Sequence[DueFacts], among: Sequence[Named]) -> Iterator[Said]:
    """One sentence an indicator: who meets it, the rate of the district, what is left and where."""
    for due in facts:
        yield said(
            "chi-tieu", due.number.replace(".", "-"), so=due.number, ten_chi_tieu=due.name, yeu_cau=due.required,
            so_xa=so_many(due.met, among), tang_giam=_only_moved(len(due.met) - due.met_before, UNITS),
            ket_qua=_rate(due), con_lai=_left(due, among),
        )  # fmt: skip


def _rate(due: DueFacts) -> str:
    if not due.whole:
        return "chưa có tử số, mẫu số"
    return f"{percent(due.rate)} ({number(due.part)}/{number(due.whole)})"


def _left(due: DueFacts, among: Sequence[Named]) -> str:
    parts = []
    if due.left_in:
        amount = f"{number(due.left)} {due.counted}".strip()
        parts.append(f"{due.verb} {amount} tại {so_many(due.left_in, among)} {named(due.left_in, among)}")
    if due.without:
        parts.append(f"{so_many(due.without, among)} chưa đạt, chưa tính được phần còn lại {named(due.without, among)}")
    return joined(parts) or "không còn nơi nào chưa đạt"


def district(heading: Heading, facts: DistrictFacts) -> Said:
    """How many of the nine, and which are left."""
    left = [line for line in facts.lines if not line.is_met]
    words = name_list(f"{line.number} ({line.name}, {line.verdict})" for line in left)
    return said(
        "huyen", so_dat=number(facts.met), tong_so=number(facts.required),
        tang_giam=moved(facts.met - facts.met_before, CRITERIA, heading.compared),
        con_lai=f"còn tiêu chí {words}" if left else "không còn tiêu chí chưa đạt",
    )  # fmt: skip


def dossiers(facts: Dossiers, among: Sequence[Named]) -> Said:
    """How much of the district's dossier is there, and who has begun and completed one."""
    return said(
        "ho-so", da_co=number(facts.have), tong_so=number(facts.total), so_xa=so_many(facts.begun, among),
        ten=named(facts.begun, among), du_ho_so=so_many(facts.complete, among),
    )  # fmt: skip


# --- III ------------------------------------------------------------------------------------


def incomplete(facts: General) -> Said:
    """The places that do not meet everything, each with its count and the criteria that fail."""
    size = f"{facts.size}/{facts.size}"
    if not facts.short:
        return said("chua-du-khong", du=size)
    listed = [f"{row.place.name} {row.printed} ({failing_words(row)})" for row in facts.short]
    return said(
        "chua-du", so_xa=so_many([row.place for row in facts.short], facts.places), du=size, danh_sach=joined(listed)
    )


def failing_words(row: Short) -> str:
    """ "chưa đạt tiêu chí 11; cơ bản đạt tiêu chí 15, 17"."""
    return joined([f"{words} tiêu chí {name_list(map(str, numbers))}" for words, numbers in row.by_verdict])


def falls(heading: Heading, facts: Falls, *, at_risk: bool) -> Iterator[Said]:
    """The parts of Biểu 10; only the first is said where there is nothing, too."""
    compared = day(heading.compared)
    if facts.fallen:
        yield said("suy-giam", so_voi=compared, so_truong_hop=_cases(facts.fallen), danh_sach=joined(facts.fallen))
    else:
        yield said("suy-giam-khong", so_voi=compared)
    others = [("muc-moi", facts.by_level), ("nguy-co", facts.at_risk if at_risk else ()), ("phuc-hoi", facts.recovered)]
    for code, rows in others:
        if rows:
            yield said(code, so_truong_hop=_cases(rows), danh_sach=joined(rows))


def _cases(rows: Sequence[str]) -> str:
    return f"{counted(len(rows))} trường hợp"


def sending(facts: Sending, among: Sequence[Named]) -> Said:
    """Who has sent, who late, who not at all."""
    return said(
        "gui-bao-cao", ky=facts.period, da_gui=so_many(facts.sent, among), gui_cham=so_many(facts.late, among),
        ten_cham=named(facts.late, among), chua_gui=so_many(facts.missing, among),
        ten_chua=named(facts.missing, among),
    )  # fmt: skip


def overdue(facts: Overdue) -> Said:
    """What was to be done by now."""
    if not facts.count:
        return said("qua-han-khong")
    return said("qua-han", so_viec=f"{counted(facts.count)} việc", chi_tiet=facts.words)


# --- IV, V ----------------------------------------------------------------------------------


def heads(heading: Heading, facts: HeadFacts, among: Sequence[Named]) -> Iterator[Said]:
    """What is put down to the heads of all places together, and which places are behind."""
    days = {"tu_ngay": day(facts.since), "ngay": day(heading.as_of)}
    listed = [f"{counted(count)} {words}" for words, count in facts.counts if count]
    if not listed:
        yield said("trach-nhiem-khong", **days)
        return
    yield said("trach-nhiem", **days, ket_qua=name_list(listed))
    places = [row.place for row in facts.behind]
    yield said("trach-nhiem-xa", so_xa=so_many(places, among), ten=named(places, among))


def coming(heading: Heading, facts: NextFacts) -> Said:
    """What comes due next; the table after it says what by whom."""
    days = {"tu_ngay": day(heading.as_of + ONE_DAY), "den_ngay": day(facts.until)}
    if not facts.tasks:
        return said("den-han-khong", **days)
    return said("den-han", **days, so_viec=f"{counted(len(facts.tasks))} nhiệm vụ")
