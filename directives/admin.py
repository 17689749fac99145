"""The admin pages for documents and tasks."""

from django.contrib import admin

from directives.models import Directive, Obligation
from ntm_portal.admin import AccentBlindSearch, HistoryAdmin


@admin.register(Directive)
class DirectiveAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["label", "issuer", "signer", "summary", "district"]
    list_filter = ["kind", "issuer"]
    list_select_related = ["district"]
    search_fields = ["number", "issuer", "summary"]
    autocomplete_fields = ["district", "cites"]
    ordering = ["-issued_on", "pk"]

    @admin.display(description="văn bản", ordering="issued_on")
    def label(self, directive):
        return directive.label


@admin.register(Obligation)
class ObligationAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["title", "clause", "measure", "applies_to", "begins_on", "due_on", "due_set_by_office"]
    list_filter = ["directive", "applies_to", "due_on"]
    list_select_related = ["indicator", "criterion", "directive"]
    search_fields = ["title", "clause", "indicator__number", "criterion__name"]
    autocomplete_fields = ["directive"]
    ordering = ["directive", "clause", "pk"]

    @admin.display(description="đo bằng")
    def measure(self, obligation):
        return obligation.indicator or obligation.criterion
