"""The rulebook in the administration pages. What a decision says comes with the portal; levels, choices and
findings are recorded through their own pages and are only read here."""

from django.contrib import admin
from django.db import transaction
from django.db.models import Q

from accounts.actions import audit
from communes.admin import UnitAdmin
from communes.models import Unit
from criteria.actions.spans import rebuild_spans
from criteria.management.rulebook_load import (
    OFFICE_CRITERION_FIELDS,
    OFFICE_GROUP_FIELDS,
    OFFICE_INDICATOR_FIELDS,
    OFFICE_SET_FIELDS,
)
from criteria.models import (
    CriteriaSet,
    Criterion,
    CriterionGroup,
    DueDays,
    Evidence,
    EvidenceLink,
    Extension,
    Finding,
    FundingContent,
    Indicator,
    PeriodLock,
    Recognition,
    ReportingPeriod,
    ReturnedCell,
    RuleSetting,
    Submission,
    Target,
    TargetCheck,
    VerdictSpan,
)
from ntm_portal.admin import AccentBlindSearch
from ntm_portal.clock import now
from ntm_portal.vietnamese import fold, number


class KeptAdmin(admin.ModelAdmin):
    """Rows that nobody removes; only `office_fields` may be changed, and every change leaves an audit line."""

    office_fields: tuple[str, ...] = ()
    show_facets = admin.ShowFacets.NEVER

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.opts.fields if field.name not in (*self.office_fields, "id")]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return bool(self.office_fields) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        audit(by=request.user, action=f"Sửa {self.opts.verbose_name}", subject=str(obj), detail=changed)


admin.site.unregister(Unit)


@admin.register(Unit)
class JudgedUnitAdmin(UnitAdmin):
    """A place whose days or higher unit are put right is judged anew, and so is every place in it."""

    JUDGED_BY = {"valid_from", "valid_to", "parent", "region", "level", "code"}

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and self.JUDGED_BY & set(form.changed_data):
            inside = Unit.objects.filter(Q(pk=obj.pk) | Q(parent=obj.pk) | Q(parent__parent=obj.pk))
            rebuild_spans(inside.filter(findings__isnull=False).distinct())


@admin.register(CriteriaSet)
class CriteriaSetAdmin(AccentBlindSearch, KeptAdmin):
    office_fields = OFFICE_SET_FIELDS
    list_display = ["decision", "title", "level", "period", "effective_from", "effective_to", "structure_only"]
    list_filter = ["level", "structure_only"]
    search_fields = ["decision", "title", "code"]


@admin.register(CriterionGroup)
class CriterionGroupAdmin(KeptAdmin):
    """The groups forms are printed by; one that the decision does not have may be added."""

    office_fields = OFFICE_GROUP_FIELDS
    list_display = ["code", "name", "criteria_set"]
    list_filter = ["criteria_set"]
    list_select_related = ["criteria_set"]

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def get_readonly_fields(self, request, obj=None):
        return super().get_readonly_fields(request, obj) if obj else []


@admin.register(Criterion)
class CriterionAdmin(AccentBlindSearch, KeptAdmin):
    office_fields = OFFICE_CRITERION_FIELDS
    list_display = ["number", "name", "short_name", "criteria_set"]
    list_filter = ["criteria_set"]
    list_select_related = ["criteria_set"]
    search_fields = ["name", "short_name"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only groups of the same set; no other foreign key of a criterion is changed."""
        own = CriterionGroup.objects.filter(criteria_set__criteria=request.resolver_match.kwargs["object_id"])
        return super().formfield_for_foreignkey(db_field, request, queryset=own, **kwargs)


@admin.register(Indicator)
class IndicatorAdmin(AccentBlindSearch, KeptAdmin):
    office_fields = OFFICE_INDICATOR_FIELDS
    list_display = ["number", "name", "short_name", "kind", "direction", "lead_department"]
    list_filter = ["criterion__criteria_set", ("lead_department", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["criterion__criteria_set", "lead_department"]
    search_fields = ["number", "name", "short_name"]
    autocomplete_fields = ["lead_department"]
    ordering = ["criterion__criteria_set", "criterion__number", "display_order"]


@admin.register(Target)
class TargetAdmin(KeptAdmin):
    list_display = ["indicator", "scope", "scope_code", "year_from", "value", "source_status", "recorded_at", "sample"]
    list_filter = ["scope", "source_status", "sample", "indicator__criterion__criteria_set"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__number", "source"]
    ordering = ["-recorded_at", "-pk"]


@admin.register(TargetCheck)
class TargetCheckAdmin(KeptAdmin):
    list_display = ["level", "checked_by", "checked_at", "note"]
    list_select_related = ["target__indicator", "checked_by"]
    ordering = ["-checked_at"]

    @admin.display(description="mức yêu cầu", ordering="target")
    def level(self, check):
        target = check.target
        return f"{target.indicator.number}, {target.get_scope_display()} {target.scope_code}: {number(target.value)}"


@admin.register(RuleSetting)
class RuleSettingAdmin(KeptAdmin):
    list_display = ["key", "value", "recorded_by", "recorded_at", "reason", "sample"]
    list_filter = ["key", "sample"]
    list_select_related = ["recorded_by"]
    ordering = ["-recorded_at", "-pk"]


class OfPlaceAdmin(KeptAdmin):
    """Rows of one indicator in one place, found by "xuan thuy" or "15.1"; there may be millions."""

    search_fields = ["unit__search_name", "indicator__number"]
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(Finding)
class FindingAdmin(OfPlaceAdmin):
    list_display = [
        "assessed_on",
        "unit",
        "indicator",
        "stage",
        "numerator",
        "denominator",
        "value",
        "declared",
        "sample",
    ]
    list_filter = ["stage", "is_void", "via", "sample"]
    list_select_related = ["unit", "indicator"]
    date_hierarchy = "assessed_on"
    ordering = ["-recorded_at", "-pk"]


@admin.register(Evidence)
class EvidenceAdmin(OfPlaceAdmin):
    """Documents are attached on their own page; here they are only read."""

    list_display = ["issued_on", "number", "summary", "unit", "kind", "size", "uploaded_by", "uploaded_at", "sample"]
    list_filter = ["kind", "sample"]
    list_select_related = ["unit", "uploaded_by"]
    search_fields = ["search_name", "unit__search_name", "sha256"]
    ordering = ["-uploaded_at", "-pk"]


@admin.register(EvidenceLink)
class EvidenceLinkAdmin(OfPlaceAdmin):
    """Which document proves which figure, withdrawals too."""

    list_display = ["linked_at", "evidence", "finding", "pages", "linked_by", "withdraws", "reason", "sample"]
    list_filter = ["sample"]
    list_select_related = ["evidence", "finding", "linked_by", "withdraws"]
    search_fields = ["evidence__search_name", "finding__unit__search_name", "finding__indicator__number"]
    ordering = ["-linked_at", "-pk"]


@admin.register(VerdictSpan)
class VerdictSpanAdmin(OfPlaceAdmin):
    list_display = ["unit", "indicator", "criterion", "track", "verdict", "valid_from", "valid_to", "fall"]
    list_filter = ["track", "verdict", "fall"]
    list_select_related = ["unit", "indicator", "criterion"]
    ordering = ["-valid_from", "-pk"]


@admin.register(Recognition)
class RecognitionAdmin(KeptAdmin):
    """A decision of recognition is typed here; one that was taken back gets its day, never disappears."""

    office_fields = ("unit", "tier", "criteria_set", "year", "decision", "decided_on", "withdrawn_on")
    list_display = ["unit", "tier", "year", "decision", "decided_on", "withdrawn_on", "sample"]
    list_filter = ["tier", "year", "sample"]
    list_select_related = ["unit"]
    autocomplete_fields = ["unit"]
    search_fields = ["unit__search_name", "decision"]
    ordering = ["-decided_on", "-pk"]

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def save_model(self, request, obj, form, change):
        """The moment the portal learnt of the decision, and of its being taken back, comes from its own clock."""
        if not change:
            obj.recorded_at = now()
        if "withdrawn_on" in form.changed_data:
            obj.withdrawal_at = now()
        super().save_model(request, obj, form, change)


@admin.register(DueDays)
class DueDaysAdmin(KeptAdmin):
    """By which day each step of a kind of period is due; periods that are planned already keep their days."""

    office_fields = ("send_day", "verify_day", "lock_day")
    list_display = ["kind", "send_day", "verify_day", "lock_day"]


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(KeptAdmin):
    """A due day of one period is moved here; locking and unlocking have their own pages."""

    office_fields = ("send_on", "verify_on", "lock_on")
    list_display = ["name", "kind", "begins_on", "ends_on", "send_on", "verify_on", "lock_on"]
    list_filter = ["kind", "district"]


@admin.register(PeriodLock)
class PeriodLockAdmin(KeptAdmin):
    list_display = ["period", "locked_at", "locked_by", "unlocked_at", "unlocked_by", "unlock_reason", "sample"]
    list_select_related = ["period", "locked_by", "unlocked_by"]


@admin.register(Submission)
class SubmissionAdmin(KeptAdmin):
    list_display = ["unit", "period", "state", "sent_at", "moved_at", "sample"]
    list_filter = ["state", "period__kind", "sample"]
    list_select_related = ["unit", "period"]
    ordering = ["-moved_at", "-pk"]


@admin.register(ReturnedCell)
class ReturnedCellAdmin(KeptAdmin):
    list_display = ["submission", "indicator", "reason", "returned_by", "returned_at", "answered_at", "sample"]
    list_select_related = ["submission__unit", "submission__period", "indicator", "returned_by"]
    ordering = ["-returned_at", "-pk"]


@admin.register(Extension)
class ExtensionAdmin(KeptAdmin):
    list_display = ["unit", "period", "indicator", "wanted_until", "granted", "expires_on", "asked_by", "decided_by"]
    list_filter = ["granted", "sample"]
    list_select_related = ["unit", "period", "indicator", "asked_by", "decided_by"]


@admin.register(FundingContent)
class FundingContentAdmin(KeptAdmin):
    """The lines of Biểu 08 are the office's own: added and renamed here, closed instead of removed."""

    office_fields = ("heading", "name", "measure", "position", "is_open", "source")
    list_display = ["position", "heading", "name", "measure", "is_open", "source"]
    list_filter = ["is_open"]
    search_fields = ["name", "heading"]

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None else super().get_readonly_fields(request, obj)

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)
