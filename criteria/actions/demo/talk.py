"""Comments of the demonstration: one question that was answered, and one that waits for the office."""

import datetime as dt
from collections.abc import Sequence

from accounts.models import User
from communes.models import Unit
from criteria.actions.comments import write_comment
from criteria.enums import Addressee
from criteria.models import Indicator
from ntm_portal import clock

COMMUNE, NUMBER = "14146", "11"
# Who, when, what, to whom; the second answers the first.
SAID = (
    (
        "phong.lao-dong",
        dt.datetime(2017, 9, 21, 15, 20, tzinfo=clock.LOCAL),
        "Danh sách xóm 8 có 02 hộ đã chuyển đi từ tháng 3. Xã rà soát lại giúp.",
        Addressee.COMMUNE,
    ),
    (
        "{slug}.ntm",
        dt.datetime(2017, 9, 22, 8, 45, tzinfo=clock.LOCAL),
        "Đã rà soát, bỏ 02 hộ. Xã gửi biên bản bổ sung ngày 26/9; văn phòng cần bản giấy không?",
        Addressee.OFFICE,
    ),
)


def load_talk(communes: Sequence[Unit], users: dict[str, User]) -> None:
    """What a department and a commune said about poor households."""
    unit = next(commune for commune in communes if commune.code == COMMUNE)
    indicator = Indicator.objects.get(number=NUMBER, criterion__criteria_set__code="xa-2016-2020")
    for who, at, text, to in SAID:
        by = users[who.format(slug=unit.slug)]
        write_comment(
            unit=unit, indicator=indicator, text=text, to=[to], token=f"minh-hoa-{at:%d-%m}", by=by, at=at
        )  # fmt: skip
