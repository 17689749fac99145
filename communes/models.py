"""Places, and the people who answer for them."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import DAWN, FAR, HEAD_POSTS, ChangeKind, Kind, Level, Post, Region


class Unit(models.Model):
    """A province, district, commune or hamlet during the time its territory stayed the same.

    A code outlives its territory (14122 is Xuân Phương, then Trà Lũ, then Xuân Hưng), so a unit
    is its code plus its validity.
    """

    code = models.CharField("mã", max_length=8)
    name = models.CharField("tên", max_length=80)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    kind = models.CharField("loại", max_length=14, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc")
    region = models.CharField("vùng NTM", max_length=6, choices=Region.choices, blank=True)
    slug = models.SlugField("địa chỉ", max_length=80, db_index=False)
    sort_key = models.CharField(max_length=200, editable=False)
    search_name = models.CharField(max_length=120, editable=False)
    area_km2 = models.DecimalField("diện tích (km²)", max_digits=10, decimal_places=2, null=True, blank=True)
    population = models.PositiveIntegerField("dân số", null=True, blank=True)
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    figures_source = models.CharField("nguồn diện tích, dân số, số hộ", max_length=300, blank=True)
    figures_date = models.DateField("ngày số liệu dân số", null=True, blank=True)
    display_order = models.PositiveIntegerField("thứ tự in", default=0)
    grid_row = models.PositiveSmallIntegerField("hàng trên sơ đồ ô", null=True, blank=True)
    grid_col = models.PositiveSmallIntegerField("cột trên sơ đồ ô", null=True, blank=True)
    counts_for_district = models.BooleanField("tính vào điều kiện 100% số xã của huyện", default=False)
    valid_from = models.DateField("có từ", default=DAWN)
    valid_to = models.DateField("đến hết", default=FAR)

    history = HistoricalRecords(excluded_fields=["sort_key", "search_name"])

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "level", "valid_from"],
                name="unit_code_once_per_start",
                violation_error_message="Mã này đã có đơn vị bắt đầu từ cùng ngày.",
            ),
            models.CheckConstraint(
                name="unit_valid_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return self.name


class UnitChange(models.Model):
    """A merger or renaming: which unit became which, on what day, by which act."""

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="became", verbose_name="từ đơn vị")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="came_from", verbose_name="thành đơn vị")
    kind = models.CharField("hình thức", max_length=10, choices=ChangeKind.choices)
    effective_on = models.DateField("có hiệu lực từ")
    act = models.CharField("văn bản", max_length=80)
    act_date = models.DateField("ngày văn bản", null=True, blank=True)

    class Meta:
        verbose_name = "sáp nhập, đổi tên"
        verbose_name_plural = "sáp nhập, đổi tên"
        constraints = [
            models.UniqueConstraint(fields=["from_unit", "to_unit"], name="unit_change_once"),
        ]

    def __str__(self):
        return f"{self.from_unit} → {self.to_unit}"


class UnitShape(models.Model):
    """The outline of a unit, loaded from a GeoJSON file the office has; a sketch, not a boundary."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="shape")
    geometry = models.JSONField("hình")
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        verbose_name = "hình đơn vị"
        verbose_name_plural = "hình đơn vị"


class Department(models.Model):
    """A district office that is in charge of indicators (phòng, ban phụ trách)."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=120)
    short_name = models.CharField("tên ngắn", max_length=40)
    district = models.ForeignKey(Unit, models.PROTECT, related_name="departments", verbose_name="huyện")
    display_order = models.PositiveSmallIntegerField("thứ tự", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "phòng, ban"
        verbose_name_plural = "phòng, ban"
        ordering = ["display_order", "pk"]

    def __str__(self):
        return self.name


class Officer(models.Model):
    """A person who holds, or held, a post."""

    name = models.CharField("họ tên", max_length=80)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    sample = models.BooleanField("tên minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"

    def __str__(self):
        return self.name


class Appointment(models.Model):
    """Who held which post over which unit or department, from when to when."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments", verbose_name="cán bộ")
    post = models.CharField("chức vụ", max_length=20, choices=Post.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="đơn vị")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="phòng, ban"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", default=FAR)
    sample = models.BooleanField("số liệu minh họa", default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        constraints = [
            models.CheckConstraint(
                name="appointment_over_unit_or_department",
                condition=Q(unit__isnull=False, department=None) | Q(unit=None, department__isnull=False),
                violation_error_message="Chọn một đơn vị hoặc một phòng, ban.",
            ),
            models.CheckConstraint(
                name="appointment_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi giữ chức phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["unit", "post", "valid_from"],
                condition=Q(post__in=HEAD_POSTS),
                name="one_head_per_unit_and_start",
                violation_error_message="Chức vụ này đã có người giữ từ cùng ngày.",
            ),
        ]

    def __str__(self):
        return f"{self.get_post_display()}: {self.officer}"
