"""What the admin pages of all rooms share: search without marks, and a history in plain Vietnamese."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from ntm_portal.vietnamese import fold

DONE = {"+": "Thêm", "~": "Sửa", "-": "Xóa"}


class AccentBlindSearch(admin.ModelAdmin):
    """Finds "Bùi Văn Hảo" by "bui van hao": the texts of `search_fields` are folded here, on any database."""

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        wanted = fold(search_term)
        rows = queryset.values_list("pk", *self.search_fields)
        found = [pk for pk, *texts in rows if wanted in fold(" ".join(text or "" for text in texts))]
        return queryset.filter(pk__in=found), False


class HistoryAdmin(SimpleHistoryAdmin):
    """Keeps who changed what; the past is there to be read, not to be brought back with a button."""

    object_history_list_template = "ntm_portal/_admin_history.html"
    history_list_display = ["done"]
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description="việc")
    def done(self, record) -> str:
        """What happened to the record, in the words of the office."""
        return DONE[record.history_type]

    def history_view_title(self, request, obj):
        return f"Lịch sử thay đổi: {obj}"

    def history_form_view_title(self, request, obj):
        return f"Bản ghi cũ: {obj}"

    def revert_disabled(self, request, obj=None):
        return True
