"""Addresses of writing in dossiers."""

from django.urls import path

from dossiers.views import dossiers, moves, parts

urlpatterns = [
    path("ho-so/tep/<int:pk>/", parts.file),
    path("ho-so/<slug:slug>/<int:year>/lap/", dossiers.begin),
    path("ho-so/<slug:slug>/<int:year>/sua/", dossiers.amend),
    path("ho-so/<slug:slug>/<int:year>/trinh/", moves.submit),
    path("ho-so/<slug:slug>/<int:year>/mo-lai/", moves.open_again),
    path("ho-so/<slug:slug>/<int:year>/<slug:code>/", parts.part),
    path("ho-so/<slug:slug>/<int:year>/<slug:code>/bieu-quyet/", parts.vote),
    path("ho-so/<slug:slug>/<int:year>/<slug:code>/y-kien/", parts.survey),
]
