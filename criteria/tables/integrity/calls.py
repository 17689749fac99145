"""Checks of what is said about cells: a call is heard by somebody."""

from django.db.models import QuerySet
from django.utils.timezone import localtime

from communes.enums import Level
from communes.rules.names import full_name
from criteria.enums import Addressee
from criteria.models import Mention
from criteria.permissions import calls_unheard
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def told_call(pk, kind, name, slug, level, number, addressee, at) -> Offender:
    sent = f"gửi {Addressee(addressee).label} ngày {day(localtime(at).date())}"
    place = "huyen" if level == Level.DISTRICT else slug
    return Offender(f"{full_name(kind, name)}, chỉ tiêu {number}, {sent}", f"/trao-doi/{place}/{number}/")


CALL = Shown(
    (
        "pk", "comment__unit__kind", "comment__unit__name", "comment__unit__slug", "comment__unit__level",
        "comment__indicator__number", "addressee", "comment__at",
    ),
    told_call,
)  # fmt: skip


@check(
    "mention.unheard",
    Severity.WARNING,
    "Ý kiến gửi tới nơi chưa có tài khoản",
    means="Ý kiến đang chờ mà không hiện ở Việc của tôi của ai.",
    remedy="Cấp tài khoản cho nơi nhận ở trang Quản trị; hoặc mở trang trao đổi, gửi lại tới nơi khác.",
    shown=CALL,
)
def mention_unheard(when: When) -> QuerySet[Mention]:
    """Whoever is called can read it."""
    return calls_unheard(when.today)


CHECKS = (mention_unheard,)
