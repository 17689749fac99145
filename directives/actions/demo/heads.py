"""Heads in the demonstration: one chairman follows another in September, boards that wrote, heads that reviewed."""

import datetime as dt

from communes.actions.people import appoint, end_appointment
from communes.enums import Post
from communes.models import Appointment, Department, Officer
from criteria.actions.demo.people import SINCE, sample_name
from directives.actions.demo.cast import Cast
from directives.actions.remarks import issue_remark, save_draft
from directives.enums import Side
from directives.models import OfSheet
from directives.rules.sheet_periods import of_directive
from ntm_portal import clock

DIRECTIVE = dt.date(2017, 8, 28)
# The commune whose chairman changes, and the first day of the new one: after a fall, before a sheet was due.
CHANGES, NEW_FROM = "14143", dt.date(2017, 9, 16)
DEPARTMENTS = ("bhxh", "lao-dong", "trung-tam-y-te")
IN_CHARGE, WRITTEN_OF = "lao-dong", "bhxh"

REMARK = (
    "Đảng ủy, UBND xã triển khai Chỉ thị kịp thời, duy trì số tiêu chí đạt.\n"
    "Hạn chế: để rác thải tồn đọng ở 02 xóm, chỉ tiêu 17.5 giảm từ đạt xuống chưa đạt ngày 14/9/2017.\n"
    "Đề nghị Bí thư Đảng ủy, Chủ tịch UBND kiểm điểm trách nhiệm, báo cáo kết quả khắc phục trước ngày 30/9/2017."
)
DRAFT = (
    "Chỉ tiêu 19.2 giảm trong thời gian Chủ tịch UBND trước giữ chức; Chủ tịch mới nhận việc từ 16/9/2017.\n"
    "Cần làm việc với xã trước khi kết luận."
)
REVIEW = (
    "Đảng ủy đã họp quán triệt Chỉ thị trong toàn đảng bộ, giao từng đồng chí phụ trách một chỉ tiêu.\n"
    "Kết quả: chỉ tiêu 9.1 và 17.5 đạt. Chưa xong: còn thiếu 106 người tham gia BHYT, còn phải giảm 12 hộ nghèo.\n"
    "Nguyên nhân: vận động hộ cận nghèo chậm. Tôi nhận trách nhiệm, tổ chức vận động đến từng hộ trước ngày 30/9/2017."
)
OF_DEPARTMENT = (
    "BHXH huyện thẩm tra chỉ tiêu 15.1 hằng tuần, gửi số thẻ từng xóm cho các xã.\n"
    "Còn để 14 thẻ trùng ở TT. Xuân Trường đến ngày 08/9/2017 mới đính chính."
)
OWN_DRAFT = "UBND xã đang tổng hợp kết quả rà soát hộ nghèo đợt bổ sung để bổ sung vào bản tự kiểm điểm."


def load_heads(cast: Cast) -> None:
    """Everything about heads by 25/9/2017."""
    change_chairman(cast)
    fill_departments(cast)
    say(cast, "14137", Side.ORGANISATION, REMARK, "tochuc", dt.datetime(2017, 9, 22, 10, tzinfo=clock.LOCAL))
    say(cast, "14110", Side.HEAD, REVIEW, "xuan-tan.bithu", dt.datetime(2017, 9, 23, 15, tzinfo=clock.LOCAL))
    write(cast, CHANGES, Side.INSPECTION, DRAFT, "tochuc", dt.datetime(2017, 9, 24, 9, tzinfo=clock.LOCAL))
    write_of_department(cast)
    write(cast, "14113", Side.HEAD, OWN_DRAFT, "xuan-thuy.chutich", dt.datetime(2017, 9, 24, 20, tzinfo=clock.LOCAL))


def change_chairman(cast: Cast) -> None:
    """The chairman leaves in the middle of September and another follows on the next day."""
    commune = cast.communes[CHANGES]
    held = Appointment.objects.on(NEW_FROM).get(unit=commune, post=Post.CHAIR)
    end_appointment(appointment=held, last_day=NEW_FROM - dt.timedelta(days=1), by=None)
    put(commune, None, Post.CHAIR, sample_name(91), NEW_FROM)


def fill_departments(cast: Cast) -> None:
    """Heads of the departments that have accounts, and a member in charge of one sector."""
    rows = {row.code: row for row in Department.objects.filter(district=cast.district, code__in=DEPARTMENTS)}
    for number, code in enumerate(DEPARTMENTS):
        put(None, rows[code], Post.DEPARTMENT_HEAD, sample_name(101 + number), SINCE)
    put(None, rows[IN_CHARGE], Post.ASSIGNED_MEMBER, sample_name(111), SINCE)


def put(unit, department, post: Post, name: str, since: dt.date) -> None:
    officer = Officer.objects.create(name=f"{name} (minh họa)", sample=True)
    appoint(officer=officer, post=post, unit=unit, department=department, valid_from=since, by=None, sample=True)


def write(cast: Cast, code: str, side: Side, text: str, who: str, at: dt.datetime):
    """A draft on the sheet of a commune."""
    on = OfSheet(of_directive(DIRECTIVE, at.date()), unit=cast.communes[code])
    return save_draft(sheet=on, side=side, text=text, seen=0, by=cast.users[who], at=at)


def write_of_department(cast: Cast) -> None:
    """A draft on the sheet of a department."""
    department = Department.objects.get(district=cast.district, code=WRITTEN_OF)
    at = dt.datetime(2017, 9, 24, 10, tzinfo=clock.LOCAL)
    on = OfSheet(of_directive(DIRECTIVE, at.date()), department=department)
    save_draft(sheet=on, side=Side.ORGANISATION, text=OF_DEPARTMENT, seen=0, by=cast.users["tochuc"], at=at)


def say(cast: Cast, code: str, side: Side, text: str, who: str, at: dt.datetime) -> None:
    """The same, issued an hour later."""
    draft = write(cast, code, side, text, who, at)
    issue_remark(
        token=draft.token, seen=draft.revision, ends_on=at.date(), by=cast.users[who], at=at + dt.timedelta(hours=1)
    )
