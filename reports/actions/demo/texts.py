"""What both offices wrote into the report about the directive, and one commune into its own."""

import datetime as dt

from communes.models import Unit
from directives.actions.demo.cast import Cast
from ntm_portal import clock
from reports.actions.texts import OfReport, write_text

ISSUED = dt.date(2017, 8, 28)
OFFICE, PARTY = "vpdp", "vphu"
CAUSES = (
    "Một số cấp ủy chưa sâu sát, giao hết việc cho cán bộ chuyên trách.\n"
    "Vận động hộ cận nghèo tham gia BHYT chậm; hợp đồng thu gom rác ở một số xóm hết hạn chưa ký lại."
)
PROPOSALS = "Đề nghị Ban Thường vụ cho ý kiến về cơ chế hỗ trợ 50% mức đóng BHYT còn lại của hộ cận nghèo (minh họa)."
TASKS = (
    "Các xã còn chỉ tiêu chưa đạt họp Ban Chỉ đạo hằng tuần, giao từng đồng chí đảng ủy viên phụ trách xóm.\n"
    "Các phòng, ban cử cán bộ xuống 03 xã Xuân Tân, Xuân Thủy, Xuân Đài đến khi hoàn thành."
)
RESULTS = "Nhiều cách làm tốt: xã Xuân Phong, Xuân Thành lập tổ vận động BHYT theo xóm, đạt trước hạn (minh họa)."
EARLIER = "Còn 04 việc quá hạn (02 cơ bản đạt, 02 theo kế hoạch, lâu nhất 23 ngày)."
SOFTER = "Còn 04 việc quá hạn, trong đó 02 việc theo kế hoạch của xã; các xã đã báo cáo lý do."

TAN = "14110"
OF_TAN = {
    "viet-nguyen-nhan": "Một số xóm chưa giao chỉ tiêu BHYT đến từng tổ; hộ cận nghèo chờ hỗ trợ mức đóng (minh họa).",
    "viet-nhiem-vu": "Đảng ủy viên phụ trách xóm vận động từng hộ; hoàn thành trước ngày 30/9/2017 (minh họa).",
}
OF_TAN_WANTED = "Đề nghị huyện hỗ trợ 50% mức đóng BHYT còn lại của hộ cận nghèo (minh họa)."


def load_texts(cast: Cast) -> None:
    """The reports about the directive as they were being written on 24/9/2017: the district's and Xuân Tân's."""
    write(cast, PARTY, "viet-nguyen-nhan", CAUSES, 9)
    write(cast, OFFICE, "viet-ket-qua", RESULTS, 10)
    write(cast, OFFICE, "viet-nhiem-vu", TASKS, 11)
    write(cast, PARTY, "viet-de-xuat", PROPOSALS, 14, draft=True)
    write(cast, PARTY, "qua-han", SOFTER, 15, basis=EARLIER)
    commune = cast.communes[TAN]
    for hour, (slot, text) in enumerate(OF_TAN.items(), 9):
        write(cast, f"{commune.slug}.ntm", slot, text, hour, place=commune)
    write(cast, f"{commune.slug}.ntm", "viet-de-xuat", OF_TAN_WANTED, 12, place=commune, draft=True)


def write(
    cast: Cast, who: str, slot: str, text: str, hour: int, *, place: Unit | None = None, basis: str = "",
    draft: bool = False,
) -> None:  # fmt: skip
    """One text of the report of a place, of the district where none is given."""
    at = dt.datetime(2017, 9, 24, hour, tzinfo=clock.LOCAL)
    report = OfReport(place or cast.district, "chi-thi", ISSUED)
    write_text(
        report=report, slot=slot, text=text, basis=basis, seen=0, draft=draft, by=cast.users[who], at=at
    )  # fmt: skip
