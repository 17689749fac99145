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


class Severity(models.TextChoices):
    """How bad it is when a check of the portal finds something."""

    ERROR = "ERROR", "lỗi"
    WARNING = "WARNING", "lưu ý"
