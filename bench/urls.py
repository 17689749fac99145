"""The portal's addresses, and the floors that its pages are measured against."""

from django.urls import include, path

from bench.floors import empty_page, entry_by_hand

urlpatterns = [
    path("bench/trong/", empty_page),
    path("bench/phieu/<slug:slug>/", entry_by_hand),
    path("", include("ntm_portal.urls")),
]
