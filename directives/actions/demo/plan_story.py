"""What each plan of the demonstration says. Invented, apart from the names of places and offices."""

import datetime as dt
from dataclasses import dataclass

from directives.enums import PlanMove

SECRETARY, CHAIR, OFFICER = "PARTY_SECRETARY", "CHAIR", "NTM_OFFICER"


def on(text: str) -> dt.date:
    """ "14/9" is a day of 2017."""
    day, month = text.split("/")
    return dt.date(2017, int(month), int(day))


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what, from when to when, by whom with whom, for how many triệu đồng from where.

    `told`: (day, percent, words, next look) in order; `done`: the day it was called done, with a document.
    """

    words: str
    begins: str
    ends: str
    who: str = ""
    department: str = ""
    others: str = ""
    million: str = ""
    source: str = ""
    expected: str = ""
    priority: bool = False
    told: tuple[tuple[str, int, str, str], ...] = ()
    done: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One plan: of which commune about which indicator, and the moves it made on which days; with a `standing` it is
    about the criterion of that number as a whole."""

    code: str
    number: str
    goal: str
    made: str
    until: str
    expected: str = ""
    measures: tuple[Measure, ...] = ()
    moves: tuple[tuple[PlanMove, str, str], ...] = ()
    review: str = ""
    standing: str = ""


APPROVE, SEE, RETURN, CLOSE, CANCEL = PlanMove.APPROVE, PlanMove.SEE, PlanMove.RETURN, PlanMove.CLOSE, PlanMove.CANCEL
VILLAGE = "Ngân sách xã"
PLANS = (
    Story(
        "14110", "15.1", "Đạt 85% dân số tham gia BHYT, vận động thêm hộ cận nghèo và hộ nông nghiệp",
        "30/8", "30/9", "85", review="27/9",
        moves=((APPROVE, "31/8", ""), (SEE, "05/9", "Ưu tiên xóm 5, xóm 8; báo tiến độ hằng tuần.")),
        measures=(
            Measure(
                "Rà soát danh sách người chưa có thẻ của 12 xóm, đối chiếu với BHXH huyện", "31/8", "06/9", OFFICER,
                "bhxh", expected="81.2", priority=True,
                told=(("04/9", 60, "Xong 8/12 xóm", "06/9"),), done="06/9",
            ),
            Measure(
                "Vận động hộ cận nghèo xóm 5, xóm 8 mua thẻ, hỗ trợ 30% phần còn lại", "05/9", "20/9", CHAIR,
                "lao-dong",
                million="18.5", source="Ngân sách xã, quỹ Vì người nghèo", expected="82.6", priority=True,
                told=(("12/9", 45, "41/92 người đã nộp hồ sơ", "19/9"), ("19/9", 70, "64/92 người", "26/9")),
            ),
            Measure(
                "Vận động hộ nông nghiệp các xóm 1, 3, 7 qua Hội Nông dân", "05/9", "27/9", "Hội Nông dân xã",
                others="Hội Nông dân huyện", expected="84.0",
                told=(("15/9", 50, "Đã họp 3 xóm", "22/9"), ("22/9", 80, "58 người đăng ký", "27/9")),
            ),
            Measure(
                "Tuyên truyền trên loa xóm về mức đóng mới và quyền lợi", "01/9", "30/9", "Công chức văn hóa xã",
                "van-hoa-thong-tin", million="2", source=VILLAGE, told=(("22/9", 85, "Phát 6 buổi/tuần", ""),),
            ),
            Measure(
                "Giao chỉ tiêu cho Hội Phụ nữ, Đoàn Thanh niên: mỗi chi hội thêm 03 người", "05/9", "28/9", SECRETARY,
                "hoi-phu-nu", expected="84.6", told=(("20/9", 55, "", "28/9"),),
            ),
            Measure(
                "Thu hồ sơ, cấp thẻ đợt cuối trước 30/9", "25/9", "30/9", OFFICER, "bhxh", expected="85",
                told=(),
            ),
        ),
    ),
    Story(
        "14110", "11", "Giảm 12 hộ nghèo để tỷ lệ hộ nghèo không quá 2%", "30/8", "30/9", "2", review="28/9",
        moves=((APPROVE, "31/8", ""), (SEE, "05/9", "")),
        measures=(
            Measure(
                "Rà soát lại từng hộ nghèo theo chuẩn đa chiều, lấy ý kiến xóm", "01/9", "18/9", OFFICER, "lao-dong",
                priority=True, told=(("12/9", 70, "", "18/9"),), done="18/9",
            ),
            Measure(
                "Hỗ trợ sửa nhà cho 04 hộ thiếu hụt về nhà ở", "05/9", "25/9", CHAIR, "mat-tran", million="120",
                source="Quỹ Vì người nghèo huyện, dòng họ", told=(("18/9", 50, "Xong 2/4 nhà", "25/9"),),
            ),
            Measure(
                "Giới thiệu việc làm tại làng nghề cơ khí cho 06 lao động", "05/9", "28/9", "Hội Cựu chiến binh xã",
                "lao-dong", told=(("20/9", 40, "03 người đã nhận việc", "27/9"),),
            ),
            Measure("Vận động con cháu các hộ già yếu nhận nuôi dưỡng", "10/9", "30/9", SECRETARY, "mat-tran",
                    told=(("22/9", 60, "03/05 hộ", "28/9"),)),
        ),
    ),
    Story(
        "14110", "17.5", "Xóa 03 điểm rác tự phát ở xóm 5, xóm 8", "20/8", "20/9",
        moves=((APPROVE, "21/8", ""), (SEE, "23/8", ""), (CLOSE, "18/9", "Biên bản nghiệm thu đã gắn.")),
        measures=(
            Measure(
                "Thu gom, vận chuyển rác tồn ở 03 điểm", "21/8", "05/9", "Hợp tác xã dịch vụ môi trường",
                "tai-nguyen-moi-truong", million="15", source=VILLAGE, priority=True, done="04/9",
            ),
            Measure("Ký cam kết đổ rác đúng giờ với các hộ hai xóm", "28/8", "15/9", SECRETARY, done="15/9"),
        ),
    ),
    Story(
        "14113", "15.1", "Đạt 85% dân số tham gia BHYT", "01/9", "30/9", "85", review="29/9",
        moves=((APPROVE, "05/9", ""),),
        measures=(
            Measure("Rà soát người chưa có thẻ theo từng xóm", "05/9", "12/9", OFFICER, "bhxh", expected="80.5",
                    told=(("11/9", 90, "Còn xóm 2", "12/9"),)),
            Measure(
                "Hỗ trợ tiền đóng cho hộ cận nghèo từ quỹ của xã và dòng họ", "10/9", "25/9", CHAIR, "lao-dong",
                million="24", source="Ngân sách xã, xã hội hóa", expected="83", told=(("20/9", 35, "", "26/9"),),
            ),
            Measure("Mở 02 điểm thu lưu động tại nhà văn hóa xóm", "18/9", "29/9", OFFICER, "bhxh", expected="85"),
        ),
    ),
    Story(
        "14113", "17.6", "Đạt tỷ lệ hộ có nhà tiêu, nhà tắm hợp vệ sinh", "05/9", "31/10",
        measures=(
            Measure("Lập danh sách hộ chưa có công trình, xếp theo khả năng xây", "05/9", "20/9", OFFICER, "y-te"),
            Measure("Vận động thợ trong xã xây giúp hộ neo đơn", "20/9", "31/10"),
        ),
    ),
    Story(
        "14092", "15.1", "Đạt 85% dân số tham gia BHYT", "30/8", "30/9", "85", review="26/9",
        moves=((APPROVE, "01/9", ""), (SEE, "06/9", "")),
        measures=(
            Measure("Lập danh sách hộ nông nghiệp mức sống trung bình được hỗ trợ 30%", "01/9", "15/9", OFFICER, "bhxh",
                    expected="83.8", done="14/9"),
            Measure("Vận động 58 người ở xóm 4, xóm 6 tham gia", "10/9", "28/9", SECRETARY, "bhxh", million="6",
                    source=VILLAGE, expected="85", priority=True, told=(("21/9", 60, "35/58 người", "26/9"),)),
        ),
    ),
    Story(
        "14092", "6.2", "Sửa xong nhà văn hóa xóm 3, đủ chỗ sinh hoạt cho các xóm", "05/7", "15/9",
        moves=((APPROVE, "10/7", ""), (SEE, "14/7", "")),
        measures=(
            Measure("Sửa mái, nền nhà văn hóa xóm 3", "10/7", "31/8", CHAIR, "van-hoa-thong-tin", million="145",
                    source="Ngân sách xã 70%, dân góp 30%", done="29/8"),
            Measure("Mua bàn ghế, loa cho nhà văn hóa", "20/8", "10/9", OFFICER, "van-hoa-thong-tin", million="32",
                    source="Xã hội hóa", done="08/9"),
        ),
    ),
    Story(
        "14107", "17.7", "Di dời xong chuồng trại khỏi khu dân cư", "01/8", "15/9",
        moves=((APPROVE, "03/8", ""), (SEE, "07/8", "")),
        measures=(
            Measure("Ký cam kết di dời với các hộ chăn nuôi", "03/8", "20/8", CHAIR, "nong-nghiep", done="19/8"),
            Measure("Xây khu chăn nuôi tập trung ngoài đê", "10/8", "10/9", CHAIR, "nong-nghiep", million="350",
                    source="Ngân sách huyện, hộ chăn nuôi", told=(("05/9", 65, "Chậm vì mưa", "12/9"),
                                                                   ("20/9", 75, "", "30/9"))),
        ),
    ),
    Story(
        "14107", "11", "Đưa 02 hộ còn lại ra khỏi diện nghèo", "10/9", "31/10", "2",
        moves=((APPROVE, "12/9", ""), (RETURN, "20/9", "Giải pháp 1 chưa rõ nguồn kinh phí, bổ sung rồi duyệt lại.")),
        measures=(
            Measure("Hỗ trợ vốn chăn nuôi cho 02 hộ", "15/9", "15/10", OFFICER, "lao-dong"),
            Measure("Rà soát bổ sung hai hộ theo chuẩn đa chiều", "10/10", "25/10", OFFICER, "lao-dong"),
        ),
    ),
    Story(
        "14125", "2.4", "Cứng hóa xong tuyến đường trục nội đồng còn lại", "15/7", "31/8",
        moves=((APPROVE, "18/7", ""), (SEE, "20/7", "")),
        measures=(
            Measure("Hiến đất, giải phóng mặt bằng tuyến xóm 9", "18/7", "05/8", SECRETARY, "mat-tran", done="04/8"),
            Measure("Thi công 0,9 km còn lại", "05/8", "31/8", CHAIR, "kinh-te-ha-tang", million="780",
                    source="Ngân sách huyện 60%, xã 20%, dân góp 20%", priority=True,
                    told=(("31/8", 55, "Chờ cống", "10/9"), ("20/9", 80, "", "05/10"))),
        ),
    ),
    Story(
        "14143", "15.1", "Đạt 85% dân số tham gia BHYT", "05/9", "15/10", "85",
        moves=((APPROVE, "08/9", ""),),
        measures=(
            Measure("Rà soát lao động đi làm ăn xa đã có thẻ nơi khác", "08/9", "20/9", OFFICER, "bhxh", expected="84",
                    told=(("19/9", 100, "Có 96 người đã có thẻ", ""),)),
            Measure("Vận động hộ làm nghề muối tham gia", "15/9", "15/10", "Hội Nông dân xã", "bhxh", million="30",
                    source=VILLAGE, expected="85"),
        ),
    ),
    Story(
        "14143", "19.2", "Giải quyết xong vụ việc phức tạp, không để phát sinh", "12/9", "30/11",
        moves=((CANCEL, "18/9", "Huyện giao Công an huyện chủ trì, xã phối hợp theo kế hoạch chung."),),
        measures=(Measure("Họp dân, đối thoại với các hộ liên quan", "15/9", "30/9", SECRETARY, "cong-an"),),
    ),
    Story(
        "14143", "15", "Đạt tiêu chí 15 Y tế trong năm 2017: trẻ thấp còi không quá 13,9%, giữ trạm y tế đạt chuẩn",
        "18/9", "15/12", review="16/10",
        standing="15.3: 140/969 trẻ, bằng 14,45%; nhiều nhất 134 trẻ để không quá 13,9%, còn phải giảm 6 trẻ. Số liệu "
        "ngày 15/9/2017. Chỉ tiêu 15.1 có kế hoạch riêng.",
        moves=((APPROVE, "20/9", ""), (SEE, "22/9", "Ghép với kế hoạch BHYT khi họp giao ban xóm.")),
        measures=(
            Measure("Cân đo toàn bộ trẻ dưới 5 tuổi, lập danh sách 20 trẻ sát ngưỡng để theo dõi", "20/9", "05/10",
                    "Trạm Y tế xã", "trung-tam-y-te", priority=True, told=(("22/9", 40, "Xong 4/10 xóm", "29/9"),)),
            Measure("Mỗi xóm một buổi hướng dẫn bữa ăn cho trẻ, có trẻ và mẹ cùng dự", "01/10", "30/11",
                    "Trạm Y tế xã", "hoi-phu-nu", million="12", source=VILLAGE),
            Measure("Giao ban hằng tháng với các trưởng xóm về cả hai chỉ tiêu 15.1 và 15.3", "25/9", "10/12", CHAIR),
        ),
    ),
    Story(
        "14128", "15.3", "Giảm tỷ lệ trẻ thấp còi xuống không quá 13,9%", "10/7", "31/12", "13.9", review="15/10",
        moves=((APPROVE, "14/7", ""), (SEE, "20/7", "")),
        measures=(
            Measure("Cân đo lại trẻ dưới 5 tuổi, lập danh sách trẻ cần theo dõi", "14/7", "31/7", "Trạm Y tế xã",
                    "trung-tam-y-te", done="30/7"),
            Measure("Hướng dẫn thực hành dinh dưỡng cho các bà mẹ, mỗi tháng một buổi", "01/8", "31/12", "Trạm Y tế xã",
                    "hoi-phu-nu", million="9", source="Chương trình mục tiêu y tế", expected="13.9",
                    told=(("31/8", 20, "", "30/9"),)),
        ),
    ),
)  # fmt: skip
