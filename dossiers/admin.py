"""The admin pages for procedures: what a dossier holds, by when, and which shares are asked."""

from django.contrib import admin

from dossiers.models import ChecklistItem, Procedure, ProcedureStep
from ntm_portal.admin import AccentBlindSearch, HistoryAdmin


@admin.register(Procedure)
class ProcedureAdmin(HistoryAdmin):
    list_display = ["decision", "level", "year_from", "year_to", "vote_least", "asked_least", "satisfied_least"]
    list_filter = ["level"]
    ordering = ["level", "-year_from"]


@admin.register(ChecklistItem)
class ChecklistItemAdmin(AccentBlindSearch, HistoryAdmin):
    list_display = ["code", "title", "procedure", "section", "kept_by", "prepared_by", "due_on_day", "due_month"]
    list_filter = ["procedure", "section", "kept_by"]
    list_select_related = ["procedure"]
    search_fields = ["code", "title", "prepared_by"]
    ordering = ["procedure", "position"]


@admin.register(ProcedureStep)
class ProcedureStepAdmin(HistoryAdmin):
    list_display = ["title", "procedure", "position", "when", "shown_by"]
    list_filter = ["procedure"]
    list_select_related = ["procedure"]
    ordering = ["procedure", "position"]
