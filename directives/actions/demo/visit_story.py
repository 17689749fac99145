"""What the visits of the demonstration saw and asked for. Invented, apart from the names of places."""

import datetime as dt
from dataclasses import dataclass

from communes.enums import Post
from directives.enums import InspectionKind, TeamOf

CHECK, OVERSIGHT, OPINION = InspectionKind.CHECK, InspectionKind.OVERSIGHT, InspectionKind.OPINION
CHAIR, SECRETARY, OFFICER = Post.CHAIR, Post.PARTY_SECRETARY, Post.NTM_OFFICER


@dataclass(frozen=True, slots=True)
class Looked:
    """One point: the indicator (or criterion), what was seen, and what the team made of it.

    `pictures`: how many heaps of rubbish each picture shows.
    """

    number: str
    seen: str
    verdict: str = ""
    shortcoming: str = ""
    cause: str = ""
    proposal: str = ""
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `ends` is what became of it: "", "tra-loi", "bao-xong" or "chap-nhan"."""

    text: str
    due: str
    post: Post = CHAIR
    ends: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One visit of the story."""

    code: str
    on: str
    conclusions: str
    looked: tuple[Looked, ...]
    asked: tuple[Asked, ...] = ()
    by: str = "phutrach"
    kind: InspectionKind = CHECK
    team_of: TeamOf = TeamOf.PARTY
    team: str = "BTV Huyện ủy"
    closed: bool = False
    signed: bool = True


def on(text: str) -> dt.date:
    """ "14/9" is a day of 2017."""
    day, month = text.split("/")
    return dt.date(2017, int(month), int(day))


OFFICE = {"by": "vpdp", "team_of": TeamOf.STATE, "team": "Tổ công tác NTM huyện"}
FRONT = {"by": "mttq", "team_of": TeamOf.FRONT, "team": "MTTQ huyện"}

VISITS = (
    Told(
        "14131", "29/8", "Duy trì đủ các tiêu chí; hồ sơ lưu đầy đủ, cần bổ sung quy chế quản lý nhà văn hóa xóm.",
        (Looked("6.2", "Xem 03 nhà văn hóa xóm: sử dụng thường xuyên, có sổ theo dõi.", "MET"),),
        (Asked("Ban hành quy chế quản lý nhà văn hóa xóm", "15/9", CHAIR, "chap-nhan", "Đã ban hành ngày 11/9"),),
        closed=True,
    ),
    Told(
        "14089", "5/9", "Thị trấn duy trì tốt; không có kiến nghị.",
        (
            Looked("15.1", "Danh sách thẻ khớp với số của BHXH huyện.", "MET"),
            Looked("17.5", "Tổ thu gom hoạt động 03 buổi mỗi tuần.", "MET"),
        ),
        closed=True,
    ),
    Told(
        "14140", "6/9", "Công trình cấp nước vận hành ổn định; thiếu kết quả xét nghiệm quý III.",
        (Looked("17.1", "Nhà máy nước cấp cho 09/11 xóm, đồng hồ đủ.", "MET", "Chưa có kết quả xét nghiệm quý III."),),
        (Asked("Gửi kết quả xét nghiệm nước quý III", "30/9", OFFICER, "bao-xong", "Đã có kết quả ngày 20/9"),),
        **OFFICE,
    ),
    Told(
        "14146", "7/9", "Tổ hợp tác trồng nấm hoạt động hiệu quả; tiêu chí 13 đạt.",
        (Looked("13.1", "Hợp tác xã có phương án kinh doanh, sổ sách đầy đủ.", "MET"),),
        closed=True,
    ),
    Told(
        "14134", "8/9", "Còn 01 kênh cấp III bồi lắng; các tiêu chí khác duy trì.",
        (Looked("3.1", "Đi dọc kênh xóm 6: bồi lắng khoảng 200 m.", "", "Kênh xóm 6 chưa nạo vét."),),
        (Asked("Nạo vét kênh cấp III xóm 6 trước vụ đông", "10/10", CHAIR, "tra-loi", "Đã giao xóm 6, làm từ 25/9"),),
    ),
    Told(
        "14146", "10/9", "Người dân đồng tình với kết quả; 04 ý kiến đề nghị mở thêm điểm tập kết rác.",
        (Looked("17.5", "Lấy ý kiến 86 hộ ở 04 xóm: 82 hộ hài lòng.", "", "Điểm tập kết rác xóm 3 xa khu dân cư."),),
        kind=OPINION, closed=True, **FRONT,
    ),
    Told(
        "14116", "11/9", "Thu nhập theo báo cáo chưa có sổ điều tra kèm theo; cần đối chiếu với Chi cục Thống kê.",
        (Looked("10", "Báo cáo của xã ghi 35,2 triệu đồng; chưa có phiếu điều tra.", "", "Thiếu phiếu điều tra mẫu."),),
        (Asked("Đối chiếu thu nhập bình quân với Chi cục Thống kê, gửi biên bản", "15/10", CHAIR),),
        **OFFICE,
    ),
    Told(
        "14143", "12/9", "An ninh trật tự xóm 4 phức tạp; BHYT tăng chậm, trẻ thấp còi còn trên mức yêu cầu.",
        (
            Looked("19.2", "Nghe Công an xã báo cáo vụ việc ngày 08/9.", "NOT_MET", "Vụ việc chưa giải quyết xong."),
            Looked("15.1", "Còn 03 xóm dưới 80%.", "NOT_MET", "", "Hộ làm ăn xa chưa đóng."),
        ),
        (Asked("Giải quyết dứt điểm vụ việc xóm 4, báo cáo Ban Thường vụ", "30/9", SECRETARY),),
    ),
    Told(
        "14119", "13/9", "Tỷ lệ BHYT sát mức yêu cầu, xã cần giữ; không có kiến nghị.",
        (Looked("15.1", "Số thẻ tháng 9 giảm so với tháng 7.", "MET", "Tỷ lệ giảm ba tháng liền."),),
        closed=True,
    ),
    Told(
        "14137", "14/9", "02 xóm chưa thu gom rác thải; tiêu chí 17 không còn đạt.",
        (
            Looked(
                "17.5", "Đi xóm 1, xóm 9: rác đổ ven mương, 02 tuần chưa thu gom.", "NOT_MET",
                "02 xóm chưa có tổ thu gom.", "Hợp đồng thu gom hết hạn từ tháng 8.", "Ký lại hợp đồng, dọn điểm tồn.",
                (3, 2),
            ),
        ),
        (Asked("Ký lại hợp đồng thu gom, dọn sạch rác ở xóm 1, xóm 9", "22/9", CHAIR),),
        kind=OVERSIGHT, **FRONT,
    ),
    Told(
        "14110", "14/9", "Đã xóa 03 điểm rác tự phát; tiêu chí 17 đạt lại.",
        (
            Looked("17.5", "Xem xóm 5, xóm 8: đã xóa 03 điểm rác tự phát.", "MET", pictures=(0,)),
            Looked("11", "Xem danh sách đang rà soát: 54 hộ, đủ phiếu.", "NOT_MET", "Còn 12 hộ trên mức yêu cầu."),
        ),
        (
            Asked("Gửi biên bản nghiệm thu 03 điểm rác đã xóa", "20/9", CHAIR, "chap-nhan", "Đã gửi ngày 18/9"),
            Asked("Hoàn thành hỗ trợ 12 hộ nghèo theo kế hoạch", "30/9", SECRETARY, "tra-loi", "Đã giao từng đoàn thể"),
        ),
    ),
    Told(
        "14092", "15/9", "Vận động BHYT đúng tiến độ; hộ nghèo đã xuống dưới mức yêu cầu.",
        (Looked("15.1", "Danh sách hộ nông nghiệp đã lập đủ 14 xóm.", "NEARLY"), Looked("11", "Khớp biên bản.", "MET")),
        closed=True,
    ),
    Told(
        "14113", "18/9", "Chậm vận động BHYT ở xóm 2, xóm 7; hồ sơ hộ nghèo thiếu biên bản bình xét.",
        (
            Looked("15.1", "Xóm 2 mới 71%, xóm 7 mới 74%.", "NOT_MET", "Chưa phân công người vận động."),
            Looked("11", "Xem 40 hồ sơ, 06 hồ sơ thiếu biên bản bình xét.", "NOT_MET", "Thiếu biên bản bình xét."),
            Looked("15.3", "Sổ cân đo tháng 9 đủ chữ ký.", "NOT_MET"),
        ),
        (
            Asked("Phân công cán bộ vận động BHYT ở xóm 2, xóm 7", "30/9", SECRETARY),
            Asked("Bổ sung biên bản bình xét của 06 hồ sơ hộ nghèo", "30/9", CHAIR, "tra-loi", "Họp ngày 24/9"),
        ),
    ),
    Told(
        "14125", "19/9", "Tuyến nội đồng còn lại thi công chậm do mưa; xã cam kết xong trong tháng 9.",
        (Looked("2.4", "Xem tuyến 1,2 km: đã đổ 0,7 km.", "NEARLY", "Chậm so với hạn 31/8."),),
        closed=True,
    ),
    Told(
        "14128", "20/9", "Số trẻ thấp còi theo đợt cân đo tháng 6; cần cân đo lại trước 30/9.",
        (
            Looked(
                "15.3", "Trạm y tế dùng số cân đo tháng 6; đợt tháng 9 thiếu 11 trẻ.", "NOT_MET",
                "Số của xã thấp hơn số thẩm tra.", "11 trẻ đi vắng đợt cân đo 15/9.", "Cân đo bổ sung.",
            ),
        ),
        (Asked("Cân đo bổ sung 11 trẻ, gửi danh sách cho Trung tâm Y tế", "28/9", CHAIR),),
    ),
)  # fmt: skip

# Held this morning: the minutes are written, and wait for both sides to sign.
WAITING = Told(
    "14104", "25/9", "Nhà văn hóa xóm 7 đang sửa mái; các tiêu chí khác duy trì.",
    (
        Looked("6.2", "Xem 02 nhà văn hóa: xóm 7 tạm ngừng sinh hoạt để sửa mái.", "", "Mái dột.", "", "Sửa xong."),
        Looked("17.5", "Tổ thu gom hoạt động 02 buổi mỗi tuần.", "MET"),
    ),
    signed=False, **OFFICE,
)  # fmt: skip
# What is planned for the days that follow.
PLANNED = (("14107", "26/9", ("11", "17.7")), ("14095", "25/9", ("15.1",)))
# What was moved to another day, and why.
MOVED = (("14095", "28/9", "Ngày 25/9 xã họp HĐND; đoàn đi sau ba ngày."),)
