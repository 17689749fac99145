"""Words of the rulebook: verdicts, stages, tracks, kinds of values and of falls."""

from django.db import models


class Verdict(models.TextChoices):
    MET = "MET", "Đạt"
    NEARLY = "NEARLY", "Cơ bản đạt"
    NOT_MET = "NOT_MET", "Chưa đạt"
    UNASSESSED = "UNASSESSED", "Chưa đủ số liệu"
    NA = "NA", "Không xét"

    @property
    def letter(self) -> str:
        """What the official table prints: the letter carries the meaning, colour only repeats it."""
        return LETTERS[self]


LETTERS = {Verdict.MET: "Đ", Verdict.NEARLY: "CB", Verdict.NOT_MET: "C", Verdict.UNASSESSED: "…", Verdict.NA: "KX"}


class Stage(models.TextChoices):
    """Who judged: the place itself, the district, the province, or a re-check."""

    SELF = "SELF", "Tự đánh giá"
    VERIFIED = "VERIFIED", "Thẩm tra"
    APPRAISED = "APPRAISED", "Thẩm định"
    RECHECK = "RECHECK", "Phúc tra"


class Track(models.TextChoices):
    """SELF reads only the place's own word, VERIFIED all but that, OFFICIAL the verified where there is one."""

    SELF = "SELF", "Tự đánh giá"
    VERIFIED = "VERIFIED", "Thẩm tra"
    OFFICIAL = "OFFICIAL", "Chính thức"


class ValueKind(models.TextChoices):
    PERCENT = "PERCENT", "Tỷ lệ %"
    COUNT = "COUNT", "Số lượng"
    MONEY = "MONEY", "Tiền"
    YES_NO = "YES_NO", "Đạt/chưa đạt"


class Direction(models.TextChoices):
    AT_LEAST = "AT_LEAST", "≥"
    AT_MOST = "AT_MOST", "≤"
    YES = "YES", "Đạt"


class Scope(models.TextChoices):
    """Where a target holds; the later ones here come first when a target is looked up."""

    COMMON = "COMMON", "Chung cả nước"
    REGION = "REGION", "Vùng"
    GROUP = "GROUP", "Nhóm xã"
    PROVINCE = "PROVINCE", "Tỉnh"


class SourceStatus(models.TextChoices):
    """How sure the portal is of a target's value."""

    VERIFIED = "VERIFIED", "hai nguồn khớp nhau"
    SINGLE_SOURCE = "SINGLE_SOURCE", "một nguồn"
    RECALLED = "RECALLED", "chưa kèm văn bản gốc"
    CONFLICT = "CONFLICT", "các nguồn khác nhau"
    OFFICE = "OFFICE", "cơ quan nhập"
    SAMPLE = "SAMPLE", "số liệu minh họa"


class FallKind(models.TextChoices):
    """Why an official verdict fell (RULES, regressions)."""

    NONE = "", "không suy giảm"
    LOST = "LOST", "Đạt xuống mức thấp hơn"
    SLIPPED = "SLIPPED", "Cơ bản đạt xuống chưa đạt"
    SET_CHANGED = "SET_CHANGED", "Do thay đổi mức yêu cầu"
    NO_DATA = "NO_DATA", "Mất số liệu"


class Via(models.TextChoices):
    """How a figure came in."""

    FORM = "FORM", "Phiếu nhập"
    GRID = "GRID", "Lưới nhập"
    PASTE = "PASTE", "Dán từ bảng tính"
    FILE = "FILE", "Tệp Excel"
    API = "API", "Kết nối"


class FileKind(models.TextChoices):
    """What an uploaded file is: a form of the portal typed in Excel, or somebody else's table."""

    FORM_01 = "BIEU_01", "Biểu 01"
    FORM_02 = "BIEU_02", "Biểu 02"
    GRID = "LUOI", "Lưới số liệu"
    OTHER = "KHAC", "Tệp khác"


class Heap(models.TextChoices):
    """What a line of an uploaded file would do to the figures in force."""

    NEW = "NEW", "Mới"
    CHANGED = "CHANGED", "Thay đổi"
    OLDER = "OLDER", "Cũ hơn số liệu hiện có"
    REFUSED = "REFUSED", "Bị từ chối"
    SAME = "SAME", "Không đổi"


class Part(models.TextChoices):
    """Which part of a figure a cell or column of a file holds."""

    NUMERATOR = "numerator", "Tử số"
    DENOMINATOR = "denominator", "Mẫu số"
    VALUE = "value", "Kết quả"
    DECLARED = "declared", "Đánh giá"
    DAY = "day", "Ngày số liệu"
    SOURCE = "source", "Nguồn, minh chứng"
    NOTE = "note", "Ghi chú"


class DocumentKind(models.TextChoices):
    """What a piece of evidence is, as its own bytes say."""

    PDF = "PDF", "PDF"
    DOCX = "DOCX", "Word"
    XLSX = "XLSX", "Excel"
    PPTX = "PPTX", "PowerPoint"
    DOC = "DOC", "Word 97-2003"
    XLS = "XLS", "Excel 97-2003"
    JPEG = "JPEG", "Ảnh JPEG"
    PNG = "PNG", "Ảnh PNG"
    WEBP = "WEBP", "Ảnh WebP"
    HEIC = "HEIC", "Ảnh HEIC"

    @property
    def mime(self) -> str:
        """The type under which a browser is given the file."""
        return MIME_TYPES[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """How the name of such a file ends, the usual one first."""
        return (".jpg", ".jpeg") if self == DocumentKind.JPEG else (f".{self.value.lower()}",)

    @property
    def opens_in_browser(self) -> bool:
        """Browsers show it themselves, without running anything of it."""
        return self in (DocumentKind.PDF, DocumentKind.JPEG, DocumentKind.PNG, DocumentKind.WEBP)


MIME_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentKind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    DocumentKind.DOC: "application/msword",
    DocumentKind.XLS: "application/vnd.ms-excel",
    DocumentKind.JPEG: "image/jpeg",
    DocumentKind.PNG: "image/png",
    DocumentKind.WEBP: "image/webp",
    DocumentKind.HEIC: "image/heic",
}


class PeriodKind(models.TextChoices):
    """How long a reporting period is; the value is also the word in its address."""

    MONTH = "MONTH", "Tháng"
    QUARTER = "QUARTER", "Quý"
    HALF = "HALF", "6 tháng"
    NINE = "NINE", "9 tháng"
    YEAR = "YEAR", "Năm"


class PeriodState(models.TextChoices):
    """Where a period stands on a day: only the lock is stored, the rest follows from the day."""

    COMING = "COMING", "Chưa đến kỳ"
    OPEN = "OPEN", "Đang mở"
    DUE = "DUE", "Đến hạn"
    LOCKED = "LOCKED", "Đã chốt"


class SubmissionState(models.TextChoices):
    """How far the sheet of one place for one period has come; LOCKED is never stored, it follows from the period."""

    DRAFT = "DRAFT", "Bản nháp"
    SENT = "SENT", "Đã gửi"
    RETURNED = "RETURNED", "Trả lại"
    CONFIRMED = "CONFIRMED", "Đã xác nhận"
    LOCKED = "LOCKED", "Đã chốt"


class Step(models.TextChoices):
    """What somebody does with a sheet."""

    SEND = "SEND", "Gửi huyện"
    RETURN = "RETURN", "Trả lại"
    ANSWER = "ANSWER", "Trả lời"
    TAKE_OVER = "TAKE_OVER", "Tiếp nhận"
    LOCK = "LOCK", "Chốt số liệu"
    UNLOCK = "UNLOCK", "Mở chốt"


class Side(models.TextChoices):
    """Who acts: the place itself, a department of the district, the office that keeps the whole."""

    COMMUNE = "COMMUNE", "Xã"
    DEPARTMENT = "DEPARTMENT", "Phòng, ban phụ trách"
    OFFICE = "OFFICE", "Văn phòng điều phối NTM huyện"


class LockCode(models.TextChoices):
    """Why a cell may or may not be written; grid, import and other programs read the code, people the sentence."""

    OPEN = "OPEN", "Mở"
    RETURNED = "RETURNED", "Mở lại vì bị trả lại"
    EXTENDED = "EXTENDED", "Mở theo gia hạn"
    NEEDS_REASON = "NEEDS_REASON", "Văn phòng phải nêu lý do"
    SENT = "SENT", "Xã đã gửi"
    TAKEN_OVER = "TAKEN_OVER", "Văn phòng đã tiếp nhận"
    PERIOD_LOCKED = "PERIOD_LOCKED", "Kỳ đã chốt"


class Total(models.TextChoices):
    """What a denominator is, where sectors must count the same thing and often do not (số liệu vênh)."""

    HOUSEHOLDS = "HOUSEHOLDS", "tổng số hộ"
    PEOPLE = "PEOPLE", "dân số"
    HAMLETS = "HAMLETS", "số thôn, xóm"


class Poverty(models.TextChoices):
    """The two kinds of household that are counted anew every year (Biểu 07)."""

    POOR = "POOR", "hộ nghèo"
    NEAR = "NEAR", "hộ cận nghèo"


class Money(models.TextChoices):
    """The two tables about money that a place keeps (Biểu 08, Biểu 09)."""

    FUNDING = "FUNDING", "Huy động nguồn lực"
    DEBT = "DEBT", "Nợ đọng xây dựng cơ bản"

    @property
    def room(self) -> str:
        """Its word in the address."""
        return "nguon-luc" if self == Money.FUNDING else "no-dong"

    @property
    def form(self) -> str:
        """The code of its form."""
        return "bieu-08" if self == Money.FUNDING else "bieu-09"


class Check(models.TextChoices):
    """Which check a warning comes from (DOMAIN 10); programs read the code, people the sentence."""

    SHARE = "SHARE", "Tỷ lệ khác tử số chia mẫu số"
    TOTALS = "TOTALS", "Số liệu vênh"
    CENSUS = "CENSUS", "Khác số điều tra"
    MOVEMENT = "MOVEMENT", "Biến động hộ nghèo không khớp"
    MONEY = "MONEY", "Số liệu vốn, nợ cần xem lại"
    JUMP = "JUMP", "Thay đổi lớn"
    SOURCE = "SOURCE", "Chưa ghi nguồn"
    EVIDENCE = "EVIDENCE", "Minh chứng thiếu hoặc cũ"
    SIDES = "SIDES", "Xã đạt, huyện chưa đạt"
    SAME_PLACES = "SAME_PLACES", "Mọi xã cùng một số"
    SAME_PERIODS = "SAME_PERIODS", "Ba kỳ cùng một số"
    PERIOD = "PERIOD", "Ngày ngoài kỳ"
    OLD = "OLD", "Số liệu cũ"
    BACKDATED = "BACKDATED", "Trước số đang có"
    NO_RATIO = "NO_RATIO", "Không có tử số, mẫu số"
    NO_TOTAL = "NO_TOTAL", "Mẫu số bằng 0"


class Weight(models.IntegerChoices):
    """How much a warning weighs; a cell with a high one is not confirmed together with others."""

    LOW = 1, "Lưu ý"
    MEDIUM = 2, "Nên xem lại"
    HIGH = 3, "Phải xem lại"


class Waiting(models.TextChoices):
    """What one cell waits for, as the queue of the departments sorts it."""

    EMPTY = "EMPTY", "Chưa có số liệu"
    NOT_SENT = "NOT_SENT", "Xã chưa gửi"
    RETURNED = "RETURNED", "Đã trả lại"
    ANSWERED = "ANSWERED", "Xã đã trả lời"
    CHANGED = "CHANGED", "Sửa sau khi xác nhận"
    VERIFICATION = "VERIFICATION", "Chờ thẩm tra"
    NOTHING = "NOTHING", "Đã xác nhận"


class Addressee(models.TextChoices):
    """Whom a comment on a cell calls: an office or a post, never a person by name."""

    COMMUNE = "COMMUNE", "Xã"
    COMMUNE_OFFICER = "COMMUNE_OFFICER", "Cán bộ NTM"
    COMMUNE_SECRETARY = "COMMUNE_SECRETARY", "Bí thư Đảng ủy"
    COMMUNE_CHAIR = "COMMUNE_CHAIR", "Chủ tịch UBND"
    DEPARTMENT = "DEPARTMENT", "Ngành phụ trách"
    OFFICE = "OFFICE", "Văn phòng điều phối"
    PARTY_OFFICE = "PARTY_OFFICE", "Văn phòng Huyện ủy"
    PARTY_ORG = "PARTY_ORG", "Ban Tổ chức, UBKT Huyện ủy"
    ASSIGNED_MEMBER = "ASSIGNED_MEMBER", "Ủy viên BTV phụ trách xã"
    LEADERSHIP = "LEADERSHIP", "Lãnh đạo huyện"
