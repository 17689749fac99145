"""Addresses of entry, history and the rulebook."""

from django.urls import path

from criteria.views import (
    entry,
    extensions,
    finish,
    history,
    inbox,
    periods,
    rulebook,
    rulebook_levels,
    rulebook_settings,
    verifying,
)

urlpatterns = [
    path("cap-nhat/", entry.choose_place),
    path("cap-nhat/huyen/", entry.district_sheet),
    path("cap-nhat/<slug:slug>/", entry.commune_sheet),
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
    path("viec-cua-toi/", inbox.inbox),
    path("gui-huyen/<slug:slug>/", finish.finish),
    path("tham-tra/", verifying.queue),
    path("tham-tra/<slug:slug>/<str:number>/", verifying.one_cell),
    path("ky-bao-cao/", periods.calendar),
    path("ky-bao-cao/lap-lich/", periods.plan),
    path("ky-bao-cao/<slug:code>/", periods.board),
    path("ky-bao-cao/<slug:code>/tiep-nhan/", periods.take),
    path("ky-bao-cao/<slug:code>/chot/", periods.lock),
    path("ky-bao-cao/<slug:code>/mo-chot/", periods.unlock),
    path("gia-han/", extensions.extensions),
    path("gia-han/<int:pk>/quyet-dinh/", extensions.decide),
    path("gia-han/<slug:slug>/", extensions.ask),
]
