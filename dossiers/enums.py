"""Words of the dossier of recognition, as the office uses them."""

from django.db.models import TextChoices


class Section(TextChoices):
    """In which part of the dossier a paper lies."""

    COMMUNE = "COMMUNE", "Hồ sơ cấp xã trình huyện thẩm tra"
    DISTRICT = "DISTRICT", "Hồ sơ huyện trình tỉnh thẩm định"
    MAIN = "MAIN", "Thành phần hồ sơ trình"
    CRITERION = "CRITERION", "Minh chứng theo tiêu chí"


class Keeper(TextChoices):
    """Whose people keep a part: write down its number, day, signer and file."""

    COMMUNE = "COMMUNE", "Xã, thị trấn"
    OFFICE = "OFFICE", "Văn phòng điều phối"
    FRONT = "FRONT", "MTTQ"


class Takes(TextChoices):
    """What a part must hold besides a signed paper."""

    PAPER = "PAPER", "văn bản"
    VOTE = "VOTE", "biên bản, kết quả biểu quyết"
    SURVEY = "SURVEY", "kết quả lấy ý kiến hài lòng"
    DECISIONS = "DECISIONS", "quyết định công nhận từng xã"


class PartState(TextChoices):
    """Tình trạng of a part (Biểu 13)."""

    MISSING = "MISSING", "Chưa có"
    DRAFT = "DRAFT", "Dự thảo"
    SIGNED = "SIGNED", "Đã ký"
    RETURNED = "RETURNED", "Cần bổ sung"


class ShownBy(TextChoices):
    """By what the portal knows that a step is done; of some steps it is never told."""

    REGISTERED = "REGISTERED", "ngày đăng ký"
    PLANNED = "PLANNED", "ngày đưa vào kế hoạch"
    CRITERIA = "CRITERIA", "số tiêu chí đạt"
    PART = "PART", "thành phần hồ sơ"
    SUBMITTED = "SUBMITTED", "ngày trình"
    RECOGNISED = "RECOGNISED", "quyết định công nhận"
    ELSEWHERE = "ELSEWHERE", "không theo dõi ở đây"


class StepState(TextChoices):
    """Where a step of the procedure stands."""

    DONE = "done", "xong"
    NOW = "now", "đang làm"
    AHEAD = "ahead", "chưa đến"


class Move(TextChoices):
    """What happens to a whole dossier between the place and whoever receives it."""

    HANDED_IN = "HANDED_IN", "Trình"
    WITHDRAWN = "WITHDRAWN", "Rút hồ sơ"
    RETURNED = "RETURNED", "Cơ quan nhận trả lại"
    SUPPLEMENT = "SUPPLEMENT", "Cơ quan nhận yêu cầu bổ sung"


# What opens a dossier again; after the first two it does not count as handed in until it is handed in anew.
TAKEN_BACK = (Move.WITHDRAWN, Move.RETURNED)
REOPENING = (*TAKEN_BACK, Move.SUPPLEMENT)
