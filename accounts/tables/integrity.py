"""Checks of accounts and of the audit trail."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.enums import COMMUNE_ROLES, POST_OF, Role
from accounts.models import AuditEntry, User
from accounts.permissions import accounts_in_post
from communes.enums import HEAD_POSTS, Level, Post
from communes.models import Appointment, Unit
from communes.tables.integrity import POST, UNIT
from ntm_portal.integrity import Offender, Severity, Shown, When, check


def told_account(pk, username, full_name, role) -> Offender:
    return Offender(f"{full_name} ({username}, {Role(role).label})", f"/quan-tri/accounts/user/{pk}/change/")


def told_line(pk, action, subject) -> Offender:
    return Offender(f"{action}: {subject} (dòng {pk})", f"/quan-tri/accounts/auditentry/{pk}/change/")


ACCOUNT = Shown(("pk", "username", "full_name", "role"), told_account)
LINE = Shown(("pk", "action", "subject"), told_line)


@check(
    "user.wrong_place",
    Severity.ERROR,
    "Tài khoản chưa gắn đúng đơn vị hoặc phòng, ban của vai trò",
    means="Người đó thấy và ghi số liệu của nơi khác, hoặc không mở được trang nào.",
    remedy="Mở tài khoản ở trang Quản trị, chọn lại đơn vị hoặc phòng, ban.",
    shown=ACCOUNT,
)
def wrong_place(when: When) -> QuerySet:
    """Commune roles work for a commune, a department's account for a department of the same district."""
    of_commune = Q(role__in=COMMUNE_ROLES) & (Q(unit=None) | ~Q(unit__level=Level.COMMUNE))
    elsewhere = Q(department=None) | Q(unit__isnull=False) & ~Q(unit=F("department__district"))
    return User.objects.working().filter(of_commune | Q(role=Role.SECTOR_DEPT) & elsewhere)


@check(
    "user.unit_ended",
    Severity.WARNING,
    "Tài khoản còn mở của đơn vị không còn tồn tại",
    means="Đơn vị đã sáp nhập hoặc giải thể: người đó vẫn đăng nhập được nhưng không ghi được số liệu mới.",
    remedy="Mở tài khoản ở trang Quản trị, chuyển sang đơn vị mới hoặc khóa tài khoản.",
    shown=ACCOUNT,
)
def unit_ended(when: When) -> QuerySet:
    """A working account belongs to a place that exists today."""
    return User.objects.working().exclude(unit=None).exclude(unit__in=Unit.objects.valid_on(when.today))


@check(
    "user.admin_shut_out",
    Severity.WARNING,
    "Tài khoản Quản trị không vào được trang Quản trị",
    means="Người đó có vai trò nhưng không có quyền: không sửa được tài khoản, đơn vị.",
    remedy="Người quản trị khác mở tài khoản ở trang Quản trị và lưu lại; hoặc chạy manage.py createsuperuser.",
    shown=ACCOUNT,
)
def admin_shut_out(when: When) -> QuerySet:
    """Role and right to administer go together."""
    return User.objects.working().filter(role=Role.ADMIN).exclude(is_staff=True, is_superuser=True)


@check(
    "user.out_of_post",
    Severity.WARNING,
    "Tài khoản đang mở của người không giữ chức vụ của vai trò",
    means="Tài khoản đó không nhận việc, nhắc việc, không ký duyệt được; người mới giữ chức chưa nhận.",
    remedy="Mở tài khoản ở trang Quản trị: chọn cán bộ đang giữ chức, hoặc khóa và cấp tài khoản mới; "
    "nếu người đó vẫn giữ chức thì thêm chức vụ.",
    shown=ACCOUNT,
)
def out_of_post(when: When) -> QuerySet:
    """Whoever an account is joined to holds the post of its role today."""
    receiving = accounts_in_post(when.today).values("pk")
    return User.objects.working().filter(role__in=POST_OF, officer__isnull=False).exclude(pk__in=receiving)


@check(
    "user.member_not_joined",
    Severity.WARNING,
    "Tài khoản Ủy viên BTV phụ trách xã chưa gắn với cán bộ",
    means="Không biết người đó phụ trách xã nào: xã phụ trách không xếp lên đầu, không có trang Nhiệm vụ của tôi.",
    remedy="Mở tài khoản ở trang Quản trị, chọn cán bộ ở ô Cán bộ.",
    shown=ACCOUNT,
)
def member_not_joined(when: When) -> QuerySet:
    """A member's communes follow from the appointments of his person."""
    return User.objects.working().filter(role=Role.ASSIGNED_MEMBER, officer=None)


@check(
    "appointment.no_account",
    Severity.NOTE,
    "Ủy viên BTV phụ trách xã chưa có tài khoản",
    means="Nhắc việc và ý kiến gửi tới Ủy viên BTV phụ trách xã đó không tới ai.",
    remedy="Cấp tài khoản ở trang Quản trị, chọn vai trò Ủy viên BTV và cán bộ; chưa cấp thì gửi văn bản, gọi điện.",
    shown=POST,
)
def member_without_account(when: When) -> QuerySet:
    """Whoever is in charge of a commune today can be reached in the portal."""
    joined = accounts_in_post(when.today).filter(role=Role.ASSIGNED_MEMBER, officer=OuterRef("officer"))
    return Appointment.objects.on(when.today).filter(~Exists(joined), post=Post.ASSIGNED_MEMBER)


@check(
    "unit.no_head",
    Severity.WARNING,
    "Xã đang nhập số liệu mà không có bí thư, chủ tịch đương chức",
    means="Không có người chịu trách nhiệm về số liệu gửi huyện; không ghi được việc nhập thay.",
    remedy="Thêm chức vụ bí thư, chủ tịch của đơn vị ở trang Quản trị.",
    shown=UNIT,
)
def no_head(when: When) -> QuerySet:
    """A commune whose people can sign in has somebody in office who answers for it."""
    people = User.objects.working().filter(role__in=COMMUNE_ROLES, unit=OuterRef("pk"))
    heads = Appointment.objects.on(when.today).filter(post__in=HEAD_POSTS, unit=OuterRef("pk"))
    return Unit.objects.communes().valid_on(when.today).filter(Exists(people), ~Exists(heads))


@check(
    "audit.in_future",
    Severity.ERROR,
    "Nhật ký có dòng ghi sau thời điểm hiện tại",
    means="Đồng hồ máy chủ đã bị đặt sai, hoặc nhật ký bị sửa: thứ tự các việc không còn tin được.",
    remedy="Kiểm tra đồng hồ máy chủ. Dòng nhật ký giữ nguyên; ghi biên bản về thời gian sai.",
    shown=LINE,
)
def audit_in_future(when: When) -> QuerySet:
    """Nothing was done later than now."""
    return AuditEntry.objects.filter(at__gt=when.now)


CHECKS = (
    wrong_place,
    unit_ended,
    admin_shut_out,
    out_of_post,
    member_not_joined,
    member_without_account,
    no_head,
    audit_in_future,
)
