"""The admin pages for places and people."""

from django.contrib import admin

from communes.enums import DAWN, FAR
from communes.models import Appointment, Department, Officer, Unit, UnitChange
from ntm_portal.admin import AccentBlindSearch, HistoryAdmin
from ntm_portal.clock import today
from ntm_portal.vietnamese import day

OPEN_ENDS = "01/01/1900: không rõ ngày bắt đầu; 31/12/9999: chưa có ngày kết thúc."


class ValidToday(admin.SimpleListFilter):
    """Units or appointments in force on the portal's day, or past."""

    title = "hiệu lực"
    parameter_name = "hieu_luc"

    def lookups(self, request, model_admin):
        return [("con", "Đang có hiệu lực"), ("het", "Đã hết hiệu lực"), ("chua", "Chưa có hiệu lực")]

    def queryset(self, request, queryset):
        wanted = {
            "con": {"valid_from__lte": today(), "valid_to__gte": today()},
            "het": {"valid_to__lt": today()},
            "chua": {"valid_from__gt": today()},
        }
        return queryset.filter(**wanted.get(self.value(), {}))


@admin.display(description="từ ngày", ordering="valid_from")
def since(record):
    """The first day, blank where it is not known."""
    return "" if record.valid_from == DAWN else day(record.valid_from)


@admin.display(description="đến hết", ordering="valid_to")
def until(record):
    """The last day, blank while there is none."""
    return "" if record.valid_to == FAR else day(record.valid_to)


@admin.register(Unit)
class UnitAdmin(HistoryAdmin):
    list_display = ["label", "code", "level", "parent", "population", "households", since, until]
    list_filter = [ValidToday, "level", "kind", "region", "counts_for_district"]
    list_select_related = ["parent"]
    search_fields = ["search_name"]
    search_help_text = "Gõ tên có dấu hoặc không dấu, có thể kèm loại: “xuan thuy”, “tt xuan truong”, hoặc mã."
    autocomplete_fields = ["parent"]
    readonly_fields = ["province", "became", "came_from"]
    ordering = ["level", "display_order", "sort_key"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "level", "code", "parent", "province", "region", "slug"]}),
        ("Hiệu lực", {"fields": ["valid_from", "valid_to", "became", "came_from"], "description": OPEN_ENDS}),
        ("Số liệu", {"fields": ["area_km2", "population", "households", "figures_source", "figures_date"]}),
        ("Trên bảng và sơ đồ", {"fields": ["display_order", "grid_row", "grid_col", "counts_for_district"]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        return (queryset.search(search_term) if search_term else queryset), False

    @admin.display(description="tên", ordering="sort_key")
    def label(self, unit):
        return unit.label

    @admin.display(description="tỉnh")
    def province(self, unit):
        return unit.province or "-"

    @admin.display(description="về sau thành")
    def became(self, unit):
        return _listed(unit.became.select_related("to_unit"), "to_unit")

    @admin.display(description="hình thành từ")
    def came_from(self, unit):
        return _listed(unit.came_from.select_related("from_unit"), "from_unit")


def _listed(changes, side: str) -> str:
    ordered = changes.order_by(f"{side}__code")
    return ", ".join(f"{getattr(change, side)} ({change.act})" for change in ordered) or "-"


@admin.register(UnitChange)
class UnitChangeAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["from_unit", "to_unit", "kind", "effective_on", "act", "act_date"]
    list_filter = ["kind", "effective_on", "act"]
    list_select_related = ["from_unit", "to_unit"]
    search_fields = ["from_unit__name", "to_unit__name", "act"]
    autocomplete_fields = ["from_unit", "to_unit"]
    ordering = ["effective_on", "from_unit__code"]


@admin.register(Department)
class DepartmentAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["name", "short_name", "code", "district", "display_order"]
    list_filter = [("district", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["district"]
    search_fields = ["name", "short_name", "code"]
    autocomplete_fields = ["district"]


@admin.register(Officer)
class OfficerAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["name", "phone", "posts", "sample"]
    list_filter = ["sample"]
    search_fields = ["name"]
    readonly_fields = ["posts", "sample"]
    ordering = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("appointments__unit", "appointments__department")

    @admin.display(description="chức vụ")
    def posts(self, officer):
        return "; ".join(
            f"{held.get_post_display()}, {held.unit or held.department}" for held in officer.appointments.all()
        )


@admin.register(Appointment)
class AppointmentAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["officer", "post", "unit", "department", since, until, "sample"]
    list_filter = [ValidToday, "post", "sample"]
    list_select_related = ["officer", "unit", "department"]
    search_fields = ["officer__name", "unit__name", "department__name"]
    autocomplete_fields = ["officer", "unit", "department"]
    readonly_fields = ["sample"]
    ordering = ["-valid_from", "pk"]
