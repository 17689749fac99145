"""What the sentences of a periodic report say: from figures to the words of their gaps, right for none, one and all."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain

from ntm_portal.vietnamese import counted, day, lower_first, name_list, number, percent
from reports.rules.periodic_facts import (
    DistrictFacts,
    Dossiers,
    DueFacts,
    Falls,
    Gained,
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
from reports.rules.phrases import (
    MOST_CASES,
    MOST_TOLD,
    Named,
    first_of,
    how_many,
    incomparable,
    joined,
    mean_moved,
    moved,
    named,
    only_moved,
    share,
    so_many,
)

ONE_DAY = dt.timedelta(days=1)
UNITS, CRITERIA, CASES = "đơn vị", "tiêu chí", "trường hợp"
AWAITED = "chưa có"


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
    if not facts.documents and not facts.visits:
        yield said("chi-dao-khong")
        return
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
    if facts.done and left:
        return f"{counted(facts.done)} đã xong, {counted(left)} chưa xong{late}"
    every = "đều " * (facts.requests > 1)
    if facts.done:
        return f"{every}đã xong"
    return f"{every}chưa xong" + (", đã quá hạn" if facts.overdue == left else late)


# --- II -------------------------------------------------------------------------------------


def general(heading: Heading, facts: General, *, at_length: bool) -> Iterator[Said]:
    """How many places meet everything, the average, what was gained; at length also who is near or recognised."""
    among, complete = facts.places, len(facts.complete)
    if not facts.is_told:
        yield said("chua-co-so-lieu", ngay=day(heading.as_of))
        return
    rate = f"({share(_share(complete, len(among)))})" if 0 < complete < len(among) else ""
    change = moved(complete - facts.complete_before, UNITS, heading.compared, of=complete)
    yield said(
        "du-tieu-chi", ngay=day(heading.as_of), so_xa=so_many(facts.complete, among, AWAITED),
        du=f"{facts.size}/{facts.size}", ty_le=rate,
        tang_giam=change if facts.was_told else incomparable(heading.compared),
    )  # fmt: skip
    if at_length:
        yield from _standing(facts)
    average = number(facts.mean, 1)
    if not facts.was_told:
        yield said("binh-quan-rieng", binh_quan=average)
        return
    change = mean_moved(facts.mean, facts.mean_before, CRITERIA)
    yield said("binh-quan", binh_quan=average, tang_giam=change)
    yield _gained(facts)


def _standing(facts: General) -> Iterator[Said]:
    among = facts.places
    both = [place for place in among if place in facts.complete or place in facts.nearly]
    if not facts.nearly:
        yield said("co-ban-khong")
    elif facts.complete:
        yield said("co-ban", so_xa=so_many(facts.nearly, among), tong=so_many(both, among))
    else:
        yield said("co-ban-rieng", so_xa=so_many(facts.nearly, among))
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
        "cong-nhan", so_xa=so_many(found, among, AWAITED) + of,
        ten=f"(còn {name_list(place.name for place in waiting)})" if partly and len(waiting) <= 5 else "",
        tang_giam=only_moved(len(found) - facts.recognised_before, UNITS, of=found),
    )  # fmt: skip


def _gained(facts: General) -> Said:
    if not facts.gained:
        return said("dat-them-khong")
    many = "lượt " * (len(facts.gained) > 1)  # one criterion met in three places is no three criteria
    return said(
        "dat-them", so_tieu_chi=f"{counted(sum(len(row.numbers) for row in facts.gained))} {many}{CRITERIA}",
        so_xa=so_many([row.place for row in facts.gained], facts.places), danh_sach=_gained_list(facts.gained),
    )  # fmt: skip


def _gained_list(gained: Sequence[Gained]) -> str:
    if len(gained) > MOST_TOLD:
        return f"tiêu chí {name_list(by_criterion(row.numbers for row in gained))}"
    return name_list(f"{row.place.name} (tiêu chí {name_list(map(str, row.numbers))})" for row in gained)


def by_criterion(numbers: Iterable[Sequence[int]]) -> list[str]:
    """ "2 (229 đơn vị)", "17 (09 đơn vị)": in how many of very many places."""
    counts = Counter(chain.from_iterable(numbers))
    return [f"{number_of} ({counted(count)} {UNITS})" for number_of, count in sorted(counts.items())]


def same_day(facts: General, year_before: SameDay) -> Said:
    """Beside the same day of the year before."""
    return said(
        "cung-ky", ngay_cung_ky=day(year_before.on), du=f"{facts.size}/{facts.size}",
        tang_giam=only_moved(len(facts.complete) - year_before.complete, UNITS),
        tang_giam_binh_quan=mean_moved(facts.mean, year_before.mean, CRITERIA),
    )  # fmt: skip


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


def dues(heading: Heading, facts: Sequence[DueFacts], general: General) -> Iterator[Said]:
    """One sentence an indicator: who meets it, the rate of the district, what is left and where."""
    among = general.places
    for due in facts:
        change = only_moved(len(due.met) - due.met_before, UNITS, of=due.met)
        yield said(
            "chi-tieu", due.number.replace(".", "-"), so=due.number, ten_chi_tieu=due.name,
            yeu_cau=lower_first(due.required), so_xa=so_many(due.met, among, AWAITED),
            tang_giam=change if general.was_told else incomparable(heading.compared),
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
    change = moved(facts.met - facts.met_before, CRITERIA, heading.compared, of=facts.met)
    return said(
        "huyen", so_dat=number(facts.met), tong_so=number(facts.required),
        tang_giam=change if facts.was_told else incomparable(heading.compared),
        con_lai=f"còn tiêu chí {words}" if left else "không còn tiêu chí chưa đạt",
    )  # fmt: skip


def dossiers(facts: Dossiers, among: Sequence[Named]) -> Said:
    """How much of the district's dossier is there, and who has begun and completed one."""
    if not facts.begun:
        return said("ho-so-chua", da_co=number(facts.have), tong_so=number(facts.total))
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
    places = so_many([row.place for row in facts.short], facts.places)
    # "Còn cả 20 xã" is no Vietnamese.
    return said("chua-du", so_xa=places.replace("cả ", "toàn bộ "), du=size, danh_sach=_short_list(facts.short))


def _short_list(short: Sequence[Short]) -> str:
    """Place by place; of very many criterion by criterion, the places stand in Biểu 03."""
    if len(short) <= MOST_TOLD:
        return joined([f"{row.place.name} {row.printed} ({failing_words(row)})" for row in short])
    by_verdict: dict[str, list[Sequence[int]]] = {}
    for words, numbers in chain.from_iterable(row.by_verdict for row in short):
        by_verdict.setdefault(words, []).append(numbers)
    return joined([f"{words} tiêu chí {name_list(by_criterion(rows))}" for words, rows in by_verdict.items()])


def failing_words(row: Short) -> str:
    """ "chưa đạt tiêu chí 11; cơ bản đạt tiêu chí 15, 17"."""
    return joined([f"{words} tiêu chí {name_list(map(str, numbers))}" for words, numbers in row.by_verdict])


def falls(heading: Heading, facts: Falls, *, at_risk: bool, was_told: bool = True) -> Iterator[Said]:
    """The parts of Biểu 10; only the first is said where there is nothing, too, if there was something to fall from."""
    compared = day(heading.compared)
    if facts.fallen:
        yield said("suy-giam", so_voi=compared, so_truong_hop=_cases(facts.fallen), danh_sach=_cases_list(facts.fallen))
    elif was_told:
        yield said("suy-giam-khong", so_voi=compared)
    others = [("muc-moi", facts.by_level), ("nguy-co", facts.at_risk if at_risk else ()), ("phuc-hoi", facts.recovered)]
    for code, rows in others:
        if rows:
            yield said(code, so_truong_hop=_cases(rows), danh_sach=_cases_list(rows))


def _cases(rows: Sequence[str]) -> str:
    return f"{counted(len(rows))} {CASES}"


def _cases_list(rows: Sequence[str]) -> str:
    return first_of(rows, CASES, MOST_CASES, "; ")


def sending(facts: Sending, among: Sequence[Named]) -> Said:
    """Who has sent, who late, who not at all."""
    late = {"gui_cham": so_many(facts.late, among), "ten_cham": named(facts.late, among)}
    missing = {"chua_gui": so_many(facts.missing, among), "ten_chua": named(facts.missing, among)}
    missing["chua_den"] = ""
    if facts.waiting and (facts.sent or facts.missing):
        missing["chua_den"] = f"; {so_many(facts.waiting, among)} chưa đến hạn {named(facts.waiting, among)}"
    if not facts.sent:
        return said("gui-bao-cao-chua", ky=facts.period, da_gui=so_many((), among, AWAITED), **missing)
    if len(facts.sent) == len(among) and not facts.late:
        return said("gui-bao-cao-du", ky=facts.period, da_gui=so_many(facts.sent, among))
    return said("gui-bao-cao", ky=facts.period, da_gui=so_many(facts.sent, among), **late, **missing)


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
