"""What was said about the falls of the demonstration: one answered and waiting, one silent, one back in its place."""

import datetime as dt

from communes.models import Appointment, Unit
from criteria.models import Indicator
from directives.actions.cases import Answer, Sending, Subject, answer_case, decide_case, draft_answer, remark_case
from directives.actions.demo.cast import Cast
from directives.enums import CaseStep
from ntm_portal import clock

WASTE, DOCTOR, ORDER = ("14137", "17.5", "14/9"), ("14113", "15.2", "5/9"), ("14143", "19.2", "8/9")
WASTE_ANSWER = Answer(
    "Hợp đồng thu gom rác của 02 xóm hết hạn cuối tháng 8, xe gom của hợp tác xã hỏng chưa thay.",
    "Ký lại hợp đồng thu gom, dọn rác tồn ở 02 xóm, xây thêm 02 điểm tập kết.",
    dt.date(2017, 10, 10),
    "Chủ tịch UBND xã",
)
DOCTOR_ANSWER = Answer(
    "Bác sĩ trạm nghỉ chế độ từ 01/9, chưa có người thay.",
    "Đề nghị Trung tâm Y tế huyện cử bác sĩ luân phiên, tiếp nhận người mới trong tháng 9.",
    dt.date(2017, 9, 30),
    "Trạm trưởng Trạm Y tế xã",
)


def load_cases(cast: Cast) -> None:
    """The words about the falls of September, in the order of their days."""
    doctor, waste, order = (subject_of(cast, *told) for told in (DOCTOR, WASTE, ORDER))
    office, party, users = cast.users["vpdp"], cast.users["vphu"], cast.users
    seen = answer_case(
        subject=doctor, answer=DOCTOR_ANSWER, by=users["xuan-thuy.bithu"], sending=sent("y-te-1", 8, 9)
    )  # fmt: skip
    decide_case(
        subject=doctor, step=CaseStep.FOLLOW, reason="Theo dõi đến khi trạm có bác sĩ.", by=office,
        sending=sent("y-te-2", 9, 10, seen.pk),
    )  # fmt: skip
    remark_case(
        subject=order, text="Xã báo cáo nguyên nhân, biện pháp trước kỳ họp Ban Thường vụ cuối tháng 9.", by=party,
        sending=sent("an-ninh-1", 18, 15),
    )  # fmt: skip
    drafted = draft_answer(
        subject=waste, answer=Answer(WASTE_ANSWER.cause, "", None, ""), by=users["xuan-kien.ntm"],
        sending=sent("rac-1", 16, 16),
    )  # fmt: skip
    answer_case(
        subject=waste, answer=WASTE_ANSWER, by=office, on_behalf_of=secretary_of(waste.unit),
        sending=sent("rac-2", 19, 9, drafted.pk),
    )  # fmt: skip


def subject_of(cast: Cast, code: str, number: str, on: str) -> Subject:
    day, month = on.split("/")
    indicator = Indicator.objects.select_related("criterion__criteria_set").get(
        number=number, criterion__criteria_set__code="xa-2016-2020"
    )
    return Subject(cast.communes[code], dt.date(2017, int(month), int(day)), indicator=indicator)


def secretary_of(unit: Unit) -> Appointment:
    return Appointment.objects.heads_of(unit, dt.date(2017, 9, 19)).first()


def sent(token: str, day: int, hour: int, seen_id: int | None = None) -> Sending:
    return Sending(dt.datetime(2017, 9, day, hour, tzinfo=clock.LOCAL), f"minh-hoa-{token}", seen_id)
