"""Addresses of entry, history and the rulebook."""

from django.urls import path

from criteria.views import entry

urlpatterns = [
    path("cap-nhat/", entry.choose_place),
    path("cap-nhat/huyen/", entry.district_sheet),
    path("cap-nhat/<slug:slug>/", entry.commune_sheet),
]
