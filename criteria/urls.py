"""Addresses of entry, history and the rulebook."""

from django.urls import path

from criteria.views import cells, entry, grid, history, rulebook, rulebook_levels, rulebook_settings

urlpatterns = [
    path("cap-nhat/", entry.choose_place),
    path("cap-nhat/dan/", cells.rectangle),
    path("cap-nhat/luoi/", grid.office),
    path("cap-nhat/huyen/", entry.district_sheet),
    path("cap-nhat/<slug:slug>/", entry.commune_sheet),
    path("cap-nhat/<slug:slug>/luoi/", grid.sheet_grid),
    path("cap-nhat/<slug:slug>/o/", cells.cell),
    path("cap-nhat/<slug:slug>/o/rut/", cells.withdrawn_cell),
    path("cap-nhat/<slug:slug>/khong-doi/", cells.unchanged),
    path("lich-su/<slug:slug>/<str:number>/", history.indicator_history),
    path("lich-su/<slug:slug>/<str:number>/<int:pk>/dinh-chinh/", history.correct),
    path("lich-su/<slug:slug>/<str:number>/<int:pk>/rut/", history.withdraw),
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
