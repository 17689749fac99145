"""Addresses of entry, history, evidence and the rulebook."""

from django.urls import path

from criteria.views import (
    entry,
    evidence,
    evidence_list,
    history,
    import_columns,
    imports,
    rulebook,
    rulebook_levels,
    rulebook_settings,
)

urlpatterns = [
    path("cap-nhat/", entry.choose_place),
    path("cap-nhat/huyen/", entry.district_sheet),
    path("cap-nhat/<slug:slug>/", entry.commune_sheet),
    path("lich-su/<slug:slug>/<str:number>/", history.indicator_history),
    path("lich-su/<slug:slug>/<str:number>/<int:pk>/dinh-chinh/", history.correct),
    path("lich-su/<slug:slug>/<str:number>/<int:pk>/rut/", history.withdraw),
    path("nhap-tep/", imports.files),
    path("nhap-tep/<int:pk>/", imports.one_file),
    path("nhap-tep/<int:pk>/cot/", import_columns.columns),
    path("nhap-tep/<int:pk>/rut/", imports.take_back),
    path("minh-chung/tep/<int:pk>/", evidence.download),
    path("minh-chung/<slug:slug>/", evidence_list.place_evidence),
    path("minh-chung/<slug:slug>/<str:number>/", evidence.cell_evidence),
    path("minh-chung/<slug:slug>/<str:number>/dung-lai/", evidence.reuse_evidence),
    path("minh-chung/<slug:slug>/<str:number>/<int:pk>/rut/", evidence.withdraw),
    path("bo-tieu-chi/", rulebook.sets),
    path("bo-tieu-chi/tuy-chon/", rulebook_settings.choices),
    path("bo-tieu-chi/tuy-chon/<slug:key>/", rulebook_settings.one_choice),
    path("bo-tieu-chi/muc/<int:pk>/sua/", rulebook_levels.correct_level),
    path("bo-tieu-chi/muc/<int:pk>/rut/", rulebook_levels.withdraw_level),
    path("bo-tieu-chi/muc/<int:pk>/doi-chieu/", rulebook_levels.confirm_level),
    path("bo-tieu-chi/<slug:code>/", rulebook.one_set),
    path("bo-tieu-chi/<slug:code>/<str:number>/", rulebook.one_indicator),
    path("bo-tieu-chi/<slug:code>/<str:number>/nhap/", rulebook_levels.type_level),
]
