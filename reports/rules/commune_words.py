"""What the sentences of a commune's report say: from figures to words, right for none, one and all."""

from collections.abc import Iterator, Sequence

from ntm_portal.vietnamese import counted, day, lower_first, name_list, number, percent
from reports.rules.commune_facts import CommuneFacts, Failing, Group, Met, Sent
from reports.rules.money_words import MONEY, grown
from reports.rules.periodic_facts import DueFacts, Heading, Led, MoneyFacts, Said
from reports.rules.periodic_words import CRITERIA, led, said
from reports.rules.phrases import Named, incomparable, joined, moved

REQUESTS = "kien-nghi"


# --- I --------------------------------------------------------------------------------------


def visited(heading: Heading, facts: Led, place: Named, label: str) -> Iterator[Said]:
    """Inspections held in the commune, and what became of their requests."""
    if not facts.visits:
        yield said("xa-kiem-tra-khong", xa=label)
        return
    yield said("xa-kiem-tra", so_cuoc=f"{counted(facts.visits)} cuộc", xa=label)
    for sentence in led(heading, facts, [place]):
        if sentence.pattern == REQUESTS:
            yield said("xa-kien-nghi", **sentence.values)


# --- II -------------------------------------------------------------------------------------


def standing(facts: CommuneFacts) -> Iterator[Said]:
    """How many criteria are met, how the rest stand, what was gained, whether it is recognised."""
    met, compared = facts.met, facts.heading.compared
    if not met.is_told:
        yield said("xa-chua-co-so-lieu", ngay=day(facts.heading.as_of), xa=facts.label)
    else:
        yield from _counted(facts, moved(met.met - met.met_before, CRITERIA, compared, of=met.met))
    if met.recognised:
        yield said("xa-cong-nhan", xa=facts.label, nam=str(met.recognised))
    else:
        yield said("xa-cong-nhan-chua", xa=facts.label)


def _counted(facts: CommuneFacts, change: str) -> Iterator[Said]:
    met = facts.met
    yield said(
        "xa-dat", ngay=day(facts.heading.as_of), xa=facts.label, ket_qua=_met(met),
        tang_giam=change if met.was_told else incomparable(facts.heading.compared),
    )  # fmt: skip
    if met.others:
        rest = name_list(f"{counted(count)} tiêu chí {words}" for words, count in met.others)
        yield said("xa-con-lai", con_lai=rest)
    if not met.was_told:
        return
    if met.gained:
        what = f"{counted(len(met.gained))} {CRITERIA}"
        listed = name_list(f"{number_of} ({name})" for number_of, name in met.gained)
        yield said("xa-dat-them", so_tieu_chi=what, danh_sach=listed)
    else:
        yield said("xa-dat-them-khong")


def _met(met: Met) -> str:
    """ "đạt đủ 19/19 tiêu chí", "đạt 17/18 tiêu chí (01 tiêu chí không xét)", "chưa đạt tiêu chí nào trong 19 …"."""
    exempt = f" ({counted(met.exempt)} tiêu chí không xét)" if met.exempt else ""
    if not met.met:
        return f"chưa đạt tiêu chí nào trong {met.required} {CRITERIA}{exempt}"
    whole = "đủ " if met.met == met.required else ""
    return f"đạt {whole}{met.met}/{met.required} {CRITERIA}{exempt}"


def groups(facts: Sequence[Group]) -> Iterator[Said]:
    """One sentence a group."""
    for group in facts:
        yield said("xa-nhom", group.code.lower(), so_nhom=group.code, ten_nhom=group.name, ket_qua=_of_group(group))


def _of_group(group: Group) -> str:
    """ "đạt cả 03 tiêu chí"; "đạt 2/3 tiêu chí; tiêu chí 11 (Hộ nghèo) chưa đạt"."""
    done = [row for row in group.criteria if row[3]]
    if len(done) == len(group.criteria):
        what = f"tiêu chí {done[0][0]} ({done[0][1]})" if len(done) == 1 else f"cả {counted(len(done))} {CRITERIA}"
        return f"đạt {what}"
    first = [f"đạt {len(done)}/{len(group.criteria)} {CRITERIA}"] if done else []
    return joined([*first, *(f"tiêu chí {row[0]} ({row[1]}) {row[2]}" for row in group.criteria if not row[3])])


def dues(facts: Sequence[tuple[DueFacts, str]]) -> Iterator[Said]:
    """One sentence an indicator: the rate, its verdict, what is left."""
    for due, verdict in facts:
        yield said(
            "xa-chi-tieu", due.number.replace(".", "-"), so=due.number, ten_chi_tieu=due.name,
            yeu_cau=lower_first(due.required),
            ket_qua=_rate(due), danh_gia=_judged(due, verdict),
        )  # fmt: skip


def _rate(due: DueFacts) -> str:
    if not due.whole:
        return "chưa có tử số, mẫu số"
    return f"{percent(due.rate)} ({number(due.part)}/{number(due.whole)})"


def _judged(due: DueFacts, verdict: str) -> str:
    """ "đạt"; "cơ bản đạt, còn thiếu 106 người"; "chưa đạt, chưa tính được phần còn lại"."""
    if due.left_in:
        return f"{verdict}, {due.verb} {number(due.left)} {due.counted}".strip()
    return f"{verdict}, chưa tính được phần còn lại" if due.without else verdict


def money(heading: Heading, facts: MoneyFacts) -> Iterator[Said]:
    """Two sentences: resources, then debts."""
    total = sum(amount for _, amount in facts.raised)
    if not facts.funding_of:
        yield said("xa-nguon-luc-chua")
    elif not total:
        yield said("xa-nguon-luc-khong")
    else:
        sources = name_list(f"{words} {number(amount)}" for words, amount in facts.raised if amount)
        yield said("xa-nguon-luc", tong=f"{number(total)} {MONEY}", co_cau=sources)
    yield _owed(heading, facts)


def _owed(heading: Heading, facts: MoneyFacts) -> Said:
    if not facts.debts_of:
        return said("xa-no-dong-chua")
    change = grown(heading, facts)
    if not facts.owed:
        return said("xa-no-dong-khong", tang_giam=change)
    works = f"{counted(facts.works)} công trình"
    return said("xa-no-dong", tong=f"{number(facts.owed)} {MONEY}", so_cong_trinh=works, tang_giam=change)


# --- III ------------------------------------------------------------------------------------


def failing(facts: Sequence[Failing]) -> Iterator[Said]:
    """Each criterion that is not met, with what of it fails."""
    if not facts:
        yield said("xa-du")
    for row in facts:
        lacking = joined(row.indicators) or "chưa có số liệu của chỉ tiêu nào"
        yield said(
            "xa-tieu-chi", str(row.number), so=str(row.number), ten=row.name, danh_gia=row.verdict, chi_tieu=lacking
        )


def sent(facts: Sent) -> Said:
    """How the sheet of the period was sent."""
    return said("xa-gui-bao-cao", ky=facts.period, tinh_trang=facts.words)


# --- V --------------------------------------------------------------------------------------


def plans(facts: Sequence[str]) -> Said:
    """The improvement plans that run."""
    if not facts:
        return said("xa-ke-hoach-khong")
    return said("xa-ke-hoach", so_ke_hoach=f"{counted(len(facts))} kế hoạch", danh_sach=joined(facts))
