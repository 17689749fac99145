"""Addresses of the work that follows from the directive."""

from django.urls import path

from directives.views import cases

urlpatterns = [
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/tra-loi/", cases.answer, name="case_answer"),
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/xem-xet/", cases.decide, name="case_decide"),
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/y-kien/", cases.remark, name="case_remark"),
]
