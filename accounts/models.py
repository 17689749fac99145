"""Users, and the line that every write leaves behind."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from simple_history.models import HistoricalRecords

from accounts.enums import COMMUNE_ROLES, Role
from accounts.rules import fixed_day, page_of
from communes.models import Department, Officer, Unit


class UserQuerySet(models.QuerySet):
    """How the office asks for accounts."""

    def working(self):
        """Accounts that can still sign in."""
        return self.filter(is_active=True)

    def sample(self):
        """Accounts of the demonstration; their presence puts the band on every page."""
        return self.filter(sample=True)

    def with_places(self):
        """Brings along what every page asks of its user: unit, district, province, department."""
        return self.select_related("unit__parent__parent", "department")


class PortalUserManager(UserManager.from_queryset(UserQuerySet)):
    """Makes accounts; a superuser is an administrator, in the words of the portal too."""

    def create_superuser(self, username, email=None, password=None, **given):
        return super().create_superuser(username, email, password, **{"role": Role.ADMIN} | given)


class User(AbstractUser):
    """Someone who signs in: a role, and the unit or department it is held for."""

    first_name = None
    last_name = None
    # Sign-ins are in the log of django-axes; here each would also be a row of history.
    last_login = None
    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9._-]+\Z", "Chỉ dùng chữ thường không dấu, chữ số và các dấu . _ -")],
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    full_name = models.CharField("họ tên", max_length=80)
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="đơn vị")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="phòng, ban"
    )
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="cán bộ",
        help_text="Người dùng tài khoản này. Việc, nhắc việc, lịch đi theo chức vụ người đó đang giữ trong ngày.",
    )  # fmt: skip
    must_change_password = models.BooleanField("phải đổi mật khẩu khi đăng nhập", default=False)
    sample = models.BooleanField("tài khoản minh họa", default=False)

    objects = PortalUserManager()
    history = HistoricalRecords(
        excluded_fields=["password"], verbose_name="lịch sử tài khoản", verbose_name_plural="lịch sử tài khoản"
    )

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        constraints = [
            models.CheckConstraint(
                name="commune_role_has_unit",
                condition=~Q(role__in=COMMUNE_ROLES) | Q(unit__isnull=False),
                violation_error_message="Tài khoản cấp xã phải gắn với một xã, thị trấn.",
            ),
            models.CheckConstraint(
                name="sector_role_has_department",
                condition=~Q(role=Role.SECTOR_DEPT) | Q(department__isnull=False),
                violation_error_message="Tài khoản phòng, ban phải gắn với một phòng, ban.",
            ),
            models.CheckConstraint(
                name="only_admin_role_administers",
                condition=Q(role=Role.ADMIN) | Q(is_superuser=False, is_staff=False),
                violation_error_message="Chỉ tài khoản vai trò Quản trị được vào trang quản trị.",
            ),
            models.UniqueConstraint(
                fields=["officer", "role"],
                condition=Q(is_active=True, officer__isnull=False),
                name="officer_one_open_account_per_role",
                violation_error_message="Cán bộ này đã có một tài khoản đang mở với vai trò đó.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name

    @property
    def post_label(self) -> str:
        """What stands under the name: "Cán bộ NTM xã Xuân Tân", "Phòng Y tế", "Lãnh đạo huyện"."""
        if self.role in COMMUNE_ROLES:
            post = self.get_role_display().removesuffix(" xã")
            return f"{post} {self.unit.label.replace('Xã ', 'xã ', 1)}"
        if self.role == Role.SECTOR_DEPT:
            return self.department.short_name
        return self.get_role_display()


class SavedView(models.Model):
    """A page with its dates, filter and columns, kept by one person under a name of his own; nobody else sees it.

    Of the views of one page one may be the default (`opens`): the page opened without a query opens by it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views", verbose_name="người lưu")
    name = models.CharField("tên", max_length=80)
    address = models.CharField("địa chỉ", max_length=1000)
    opens = models.CharField("trang mở theo cách xem này", max_length=1000, blank=True, default="")

    class Meta:
        verbose_name = "cách xem đã lưu"
        verbose_name_plural = "cách xem đã lưu"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_name_once",
                violation_error_message="Đã có một cách xem mang tên này. Đặt tên khác, hoặc bỏ cách xem cũ trước.",
            ),
            models.CheckConstraint(
                name="saved_view_of_this_portal",
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"),
                violation_error_message="Chỉ lưu được trang của cổng này.",
            ),
            models.UniqueConstraint(
                fields=["user", "opens"],
                condition=~Q(opens=""),
                name="saved_view_one_default",
                violation_error_message="Trang này đã có một cách xem mặc định. Bỏ mặc định cũ trước.",
            ),
            # Opened by itself, a page without a query would be led to itself for ever.
            models.CheckConstraint(
                name="saved_view_default_has_query",
                condition=Q(opens="")
                | Q(address__startswith=Concat(F("opens"), Value("?"))) & ~Q(address=Concat(F("opens"), Value("?"))),
                violation_error_message="Cách xem mặc định phải có ngày, bộ lọc hoặc cột đã chọn của chính trang đó.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def page(self) -> str:
        return page_of(self.address)

    @property
    def fixed_day(self) -> str:
        """The day at which its figures stop; empty where they are those of the day it is opened."""
        return fixed_day(self.address)


class AuditEntry(models.Model):
    """One line for every write: who did what to which record, and when."""

    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="audit_entries", verbose_name="người làm"
    )
    action = models.CharField("việc", max_length=60)
    subject = models.CharField("đối tượng", max_length=200)
    detail = models.JSONField("chi tiết", default=dict, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["-at"], name="audit_newest")]

    def __str__(self):
        return f"{self.action}: {self.subject}"
