"""Words of the reports."""

from enum import Enum

from django.db import models


class Family(Enum):
    """The two families of official documents: of state bodies, and of the Party."""

    STATE = "state"
    PARTY = "party"


class PageNumber(Enum):
    """Where pages after the first carry their number."""

    TOP_CENTRE = "top centre"
    BOTTOM_RIGHT = "bottom right"


class ReportKind(Enum):
    """Loại báo cáo: by the length of its period, or about a directive."""

    MONTH = "tháng"
    QUARTER = "quý"
    HALF = "6 tháng"
    NINE = "9 tháng"
    YEAR = "năm"
    DIRECTIVE = "chuyên đề"


class Topic(Enum):
    """What only some kinds of periodic reports speak of."""

    STANDING = "cơ bản đạt, đã công nhận"
    BANDS = "phân nhóm"
    SAME_DAY = "cùng kỳ"
    GROUPS = "nhóm tiêu chí"
    DUES_TABLE = "bảng chỉ tiêu có thời hạn"
    DISTRICT = "tiêu chí huyện"
    INCOMPLETE = "chưa đủ tiêu chí"
    FALLS = "suy giảm"
    RISKS = "nguy cơ"
    LATE = "gửi báo cáo, quá hạn"
    HEADS = "người đứng đầu"


class TextAct(models.TextChoices):
    """What a version of a text of a report did."""

    WRITE = "WRITE", "Đưa vào báo cáo"
    DRAFT = "DRAFT", "Lưu nháp"
    RESTORE = "RESTORE", "Lấy lại câu tự động"
