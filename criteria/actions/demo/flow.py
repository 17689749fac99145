"""The way of the sheets in the demonstration: earlier periods sent and locked, September half sent, one returned."""

import datetime as dt
from collections.abc import Iterable, Sequence
from zlib import crc32

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.actions.extensions import ask_extension, decide_extension
from criteria.actions.periods import lock_period, plan_year
from criteria.actions.submissions import explain_empty_cells, send_submission, take_over
from criteria.actions.verifying import Picked, return_cells
from criteria.enums import Step, SubmissionState
from criteria.models import Indicator, ReportingPeriod, Submission, SubmissionStep
from criteria.models.expected import empty_cells, own_heads
from ntm_portal import clock

YEAR = 2017
SEPTEMBER = "thang-9-2017"
LAST_LOCKED = dt.date(2017, 8, 31)
SENT_IN_SEPTEMBER = {
    "14089": 19, "14092": 20, "14095": 19, "14098": 18, "14101": 19, "14104": 20, "14107": 22, "14116": 20,
    "14119": 19, "14122": 18, "14128": 20, "14134": 21,
}  # fmt: skip
TAKEN_OVER = ("14116", "14122")
RETURNED = (
    "14095",
    "15.1",
    "Bảng tổng hợp của BHXH huyện ngày 22/9 ghi thấp hơn: rà soát thẻ trùng, đối chiếu từng xóm.",
)
WHY_SENT = "Đã rà soát các ô có cảnh báo, đề nghị huyện thẩm tra"
ANSWER_BY = dt.date(2017, 9, 28)
ASKS = {"14113": "Chờ biên bản rà soát hộ nghèo đợt bổ sung", "14125": "Cán bộ NTM nghỉ ốm, bổ sung sau"}
GRANTED = ("14125", dt.date(2017, 9, 27))


def load_flow(district: Unit, communes: Sequence[Unit], users: dict[str, User]) -> None:
    """Everything that became of the sheets by 25/9/2017."""
    plan_year(district=district, year=YEAR, by=None)
    periods = list(ReportingPeriod.objects.of(district).filter(ends_on__year=YEAR))
    heads = heads_of(communes)
    for period in periods:
        if period.ends_on <= LAST_LOCKED:
            send_long_ago(period, communes, users["vpdp"], heads)
            lock_period(period=period, by=users["vpdp"], at=at_hour(period.lock_on, 16), today=period.lock_on)
    september = next(period for period in periods if period.code == SEPTEMBER)
    by_code = {commune.code: commune for commune in communes}
    ask_for_insurance(september, [by_code[code] for code in SENT_IN_SEPTEMBER], users)
    for code, day in SENT_IN_SEPTEMBER.items():
        send(september, by_code[code], dt.date(YEAR, 9, day), users, heads)
    for code in TAKEN_OVER:
        take_over(unit=by_code[code], period=september, by=users["vpdp"], at=at_hour(dt.date(2017, 9, 24), 17))
    give_back(september, by_code[RETURNED[0]], users)
    ask_for_time(september, by_code, users)


def heads_of(communes: Iterable[Unit]) -> dict[int, Appointment]:
    """The party secretary of each commune."""
    rows = Appointment.objects.heads().on(LAST_LOCKED).filter(unit__in=communes, post="PARTY_SECRETARY")
    return {row.unit_id: row for row in rows}


def at_hour(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=clock.LOCAL)


def send_long_ago(
    period: ReportingPeriod, communes: Sequence[Unit], office: User, heads: dict[int, Appointment]
) -> None:
    """All sheets of a locked period, most of them in time; written in bulk, there are two hundred."""
    moments = {commune.pk: at_hour(sent_day(period, commune), 10) for commune in communes}
    taken = at_hour(period.verify_on, 15)
    sheets = Submission.objects.bulk_create(
        Submission(
            unit=commune, period=period, state=SubmissionState.CONFIRMED, sent_at=moments[commune.pk],
            moved_at=max(taken, moments[commune.pk]), sample=True,
        )
        for commune in communes
    )  # fmt: skip
    steps = []
    for sheet in sheets:
        common = {"submission": sheet, "by": office, "sample": True}
        steps.append(SubmissionStep(step=Step.SEND, at=sheet.sent_at, on_behalf_of=heads[sheet.unit_id], **common))
        steps.append(SubmissionStep(step=Step.TAKE_OVER, at=sheet.moved_at, **common))
    SubmissionStep.objects.bulk_create(steps)


def sent_day(period: ReportingPeriod, commune: Unit) -> dt.date:
    """One sheet in eight came a day or two late."""
    chance = crc32(f"{commune.code}/{period.code}".encode()) % 16
    return period.send_on + dt.timedelta(days=chance - 13 if chance > 13 else -(chance % 4))


def ask_for_insurance(period: ReportingPeriod, communes: Iterable[Unit], users: dict[str, User]) -> None:
    """The insurance office's list of 22/9 came after the sheets: its cell stayed open for two days more."""
    insurance = Indicator.objects.get(number="15.1", criterion__criteria_set__code="xa-2016-2020")
    until, asked_on = dt.date(2017, 9, 24), dt.date(2017, 9, 18)
    for commune in communes:
        asked = ask_extension(
            unit=commune, period=period, indicator=insurance, wanted_until=until, by=users["phong.bhxh"],
            reason="Chờ bảng tổng hợp thẻ BHYT ngày 22/9", at=at_hour(asked_on, 8), today=asked_on,
        )  # fmt: skip
        decide_extension(
            extension=asked, granted=True, expires_on=until, reason="Đồng ý", by=users["vpdp"],
            at=at_hour(asked_on, 9), today=asked_on,
        )  # fmt: skip


def send(
    period: ReportingPeriod, commune: Unit, day: dt.date, users: dict[str, User], heads: dict[int, Appointment]
) -> None:
    """The head sends where he has an account, else the office on his behalf."""
    own = users.get(f"{commune.slug}.bithu")
    by, holder = (own, None) if own else (users["vpdp"], heads[commune.pk])
    at = at_hour(day, 15)
    reasons = {row.pk: "Chờ kết quả đánh giá của huyện" for row in empty_cells(commune, period.facts, day)}
    explain_empty_cells(unit=commune, period=period, reasons=reasons, by=by, at=at)
    send_submission(unit=commune, period=period, by=by, at=at, today=day, on_behalf_of=holder, note=WHY_SENT)


def give_back(period: ReportingPeriod, commune: Unit, users: dict[str, User]) -> None:
    """One cell that came back, with the reason and the day by which to answer."""
    _, number, reason = RETURNED
    indicator = Indicator.objects.get(number=number, criterion__criteria_set__code="xa-2016-2020")
    today = dt.date(2017, 9, 24)
    figure = own_heads(commune, [indicator.pk], today)[indicator.pk]
    return_cells(
        period=period, cells=[Picked(commune.pk, indicator.pk, figure.pk)], reason=reason, answer_by=ANSWER_BY,
        by=users["phong.bhxh"], at=at_hour(today, 16), today=today,
    )  # fmt: skip


def ask_for_time(period: ReportingPeriod, by_code: dict[str, Unit], users: dict[str, User]) -> None:
    """Two places that ask for more time; one has its answer."""
    today = dt.date(2017, 9, 20)
    for code, reason in ASKS.items():
        commune = by_code[code]
        asked = ask_extension(
            unit=commune, period=period, wanted_until=dt.date(2017, 9, 27), reason=reason,
            by=users[f"{commune.slug}.ntm"], at=at_hour(today, 14), today=today,
        )  # fmt: skip
        if code == GRANTED[0]:
            decide_extension(
                extension=asked, granted=True, expires_on=GRANTED[1], reason="Đồng ý, không lùi thêm",
                by=users["vpdp"], at=at_hour(today, 16), today=today,
            )  # fmt: skip
