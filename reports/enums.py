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


class ReportKind(models.TextChoices):
    """What a report is made for; the periods are those the communes report by."""

    MONTH = "MONTH", "Báo cáo tháng"
    QUARTER = "QUARTER", "Báo cáo quý"
    HALF = "HALF", "Báo cáo 6 tháng"
    NINE = "NINE", "Báo cáo 9 tháng"
    YEAR = "YEAR", "Báo cáo năm"
    TOPIC = "TOPIC", "Báo cáo chuyên đề"
    ADHOC = "ADHOC", "Báo cáo đột xuất"


class Standing(models.TextChoices):
    """Whether an issued report still holds; the value is also the word in the address of a list."""

    IN_FORCE = "con-hieu-luc", "Còn hiệu lực"
    REPLACED = "da-thay-the", "Đã thay thế"
    WITHDRAWN = "da-thu-hoi", "Đã thu hồi"


class PaperKind(models.TextChoices):
    """What an issued file is; the value is also the word in its address."""

    EXCEL = "excel", "Excel"
    WORD = "word", "Word"


class Passage(Enum):
    """What only some kinds of periodic reports speak of."""

    STANDING = "cơ bản đạt, đã công nhận"
    BANDS = "phân nhóm"
    SAME_DAY = "cùng kỳ"
    GROUPS = "nhóm tiêu chí"
    DUES_TABLE = "bảng chỉ tiêu có thời hạn"
    DISTRICT = "tiêu chí huyện"
    MONEY = "nguồn lực, nợ đọng"
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
