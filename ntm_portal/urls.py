"""Addresses of the portal: Vietnamese words without marks, stable, readable over the telephone."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("criteria.urls")),
    path("", include("directives.urls")),
    path("", include("dossiers.urls")),
    path("", include("reports.urls")),
    path("quan-tri/", admin.site.urls),
]

handler400 = "accounts.views.errors.bad_request"
handler404 = "reports.views.not_then.not_found"
handler500 = "accounts.views.errors.server_error"
