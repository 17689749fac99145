"""Provinces, districts, communes and hamlets."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from communes.enums import DAWN, FAR, KINDS_OF, Kind, Level, Region
from communes.rules.names import full_name, may_lie_in, read_query, short_name, slug_of
from ntm_portal.kept import kept
from ntm_portal.vietnamese import fold, nfc, sort_key


class UnitQuerySet(models.QuerySet):
    """How the office asks for places."""

    def provinces(self):
        """Tỉnh, thành phố trực thuộc trung ương."""
        return self.filter(level=Level.PROVINCE)

    def districts(self):
        """Huyện, quận, thị xã, thành phố thuộc tỉnh."""
        return self.filter(level=Level.DISTRICT)

    def communes(self):
        """Xã, phường, thị trấn: whatever is judged by the nineteen criteria."""
        return self.filter(level=Level.COMMUNE)

    def valid_on(self, day: dt.date):
        """Units that existed on that day; a code means one territory only together with a day."""
        return self.filter(valid_from__lte=day, valid_to__gte=day)

    def in_district(self, district: "Unit"):
        """The communes of one district."""
        return self.communes().filter(parent=district)

    def counted(self):
        """The units of the condition "100% số xã": in Xuân Trường the 19 xã without the township."""
        return self.filter(counts_for_district=True)

    def in_order(self):
        """The order of the official tables, then the Vietnamese alphabet."""
        return self.order_by("display_order", "sort_key", "code")

    def held(self):
        """Locked until the transaction ends, always in one order: two writers of a place follow one another."""
        return self.select_for_update(no_key=True).order_by("pk")

    def with_places(self):
        """Brings the district and the province along, for labels and targets."""
        return self.select_related("parent__parent")

    def search(self, text: str):
        """Units whose name holds the words, without regard to marks and case; "TT. …", "huyện …" narrow the kind."""
        query = read_query(fold(text))
        found = Q(search_name__contains=query.whole) | Q(code=query.whole)
        if query.kinds:
            found |= Q(kind__in=query.kinds, search_name__contains=query.rest)
        return self.filter(found) if query.whole else self.none()


class Unit(models.Model):
    """A province, district, commune or hamlet during the time its territory stayed the same.

    A code outlives its territory (14122 is Xuân Phương, then Trà Lũ, then Xuân Hưng), so a unit
    is its code plus its validity.
    """

    code = models.CharField("mã", max_length=8)
    name = models.CharField("tên", max_length=80)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    kind = models.CharField("loại", max_length=14, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    region = models.CharField("vùng NTM", max_length=6, choices=Region.choices, blank=True)
    slug = models.SlugField("địa chỉ trên trang", max_length=90, db_index=False, blank=True)
    sort_key = models.CharField(max_length=400, editable=False)
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

    objects = UnitQuerySet.as_manager()
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
            models.CheckConstraint(
                name="unit_kind_fits_level",
                condition=Q(*((Q(level=level, kind__in=kinds)) for level, kinds in KINDS_OF.items()), _connector=Q.OR),
                violation_error_message="Loại đơn vị không thuộc cấp đã chọn.",
            ),
            models.CheckConstraint(
                name="unit_region_on_provinces",
                condition=Q(region="") | Q(level=Level.PROVINCE),
                violation_error_message="Vùng NTM chỉ ghi ở cấp tỉnh; huyện, xã theo vùng của tỉnh.",
            ),
            models.CheckConstraint(
                name="unit_grid_cell_whole",
                condition=Q(grid_row=None, grid_col=None) | Q(grid_row__isnull=False, grid_col__isnull=False),
                violation_error_message="Ô trên sơ đồ cần cả hàng và cột.",
            ),
            models.CheckConstraint(
                name="unit_figures_have_source",
                condition=Q(area_km2=None, population=None, households=None) | ~Q(figures_source=""),
                violation_error_message="Diện tích, dân số, số hộ phải kèm nguồn.",
            ),
            models.CheckConstraint(
                name="unit_people_have_date",
                condition=Q(population=None, households=None) | Q(figures_date__isnull=False),
                violation_error_message="Dân số, số hộ phải kèm ngày số liệu.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def place(self) -> str:
        """The word by which pages name it in their addresses: "xuan-tan", and "huyen" for the user's district."""
        return "huyen" if self.level == Level.DISTRICT else self.slug

    def derive(self):
        """Fill what follows from the name: its spelling, its place in the alphabet, search and address."""
        self.name = nfc(" ".join(self.name.split()))
        self.sort_key = sort_key(self.name)
        self.search_name = fold(self.name)
        self.slug = self.slug or slug_of(self.kind, self.name)

    def clean(self):
        """Say in a sentence what the database refuses (communes/triggers.py), or what no list would hold."""
        self.derive()
        if not self.valid_from or not self.valid_to:
            return
        same_days = Unit.objects.filter(valid_from__lte=self.valid_to, valid_to__gte=self.valid_from)
        others = same_days.filter(level=self.level).exclude(pk=self.pk)
        if others.filter(code=self.code).exists():
            raise ValidationError({"code": "Mã này đang là của đơn vị khác trong cùng thời gian."})
        if self.parent_id and others.filter(parent=self.parent_id, slug=self.slug).exists():
            raise ValidationError({"slug": "Địa chỉ này đang là của đơn vị khác trong cùng thời gian."})
        if not may_lie_in(self.level, self.parent.level if self.parent else None):
            raise ValidationError({"parent": "Đơn vị cấp trên không đúng cấp."})

    @property
    def label(self) -> str:
        """The name with its kind: "Xã Xuân Tân", "TT. Xuân Trường", "Huyện Xuân Trường"."""
        return full_name(self.kind, self.name)

    @property
    def short_label(self) -> str:
        """As in a table of communes: a xã without its kind, everything else always with it."""
        return short_name(self.kind, self.name)

    @property
    def district(self) -> "Unit | None":
        """The district a unit lies in (itself, if it is one); None for a province and after 1/7/2025."""
        return self._above(Level.DISTRICT)

    @property
    def province(self) -> "Unit | None":
        """The province a unit lies in: it carries the NTM region."""
        return self._above(Level.PROVINCE)

    def _above(self, level: Level) -> "Unit | None":
        unit = self
        while unit is not None and unit.level != level:
            unit = unit.parent
        return unit

    def covers(self, day: dt.date) -> bool:
        """Whether the unit existed on that day."""
        return self.valid_from <= day <= self.valid_to


@kept
def unit_now(pk: int) -> Unit:
    """A unit as it is known now: to be read and never changed. One query."""
    return Unit.objects.get(pk=pk)


def hold(pk: int) -> None:
    """Lock one unit like `held`, without reading it; SQLite lets one writer in at a time anyway."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM communes_unit WHERE id = %s FOR NO KEY UPDATE", [pk])


class CommuneManager(models.Manager.from_queryset(UnitQuerySet)):
    """Communes only."""

    def get_queryset(self):
        return super().get_queryset().communes()


class DistrictManager(models.Manager.from_queryset(UnitQuerySet)):
    """Districts only."""

    def get_queryset(self):
        return super().get_queryset().districts()


class Commune(Unit):
    """A commune-level unit, for code that reads in the words of the field; write through Unit."""

    objects = CommuneManager()

    class Meta:
        proxy = True
        verbose_name = "xã, thị trấn"
        verbose_name_plural = "xã, thị trấn"


class District(Unit):
    """A district, for code that reads in the words of the field; write through Unit."""

    objects = DistrictManager()

    class Meta:
        proxy = True
        verbose_name = "huyện"
        verbose_name_plural = "huyện"
