"""Addresses of the pages that read."""

from django.urls import path

from reports.views.directive import directive
from reports.views.overview import overview

urlpatterns = [
    path("", overview, name="overview"),
    path("chi-thi/", directive, name="directive"),
]
