"""Addresses of the work that follows from the directive."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
