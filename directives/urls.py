"""Addresses of the work that follows from the directive."""

from django.urls import path

from directives.views import cases, inbox, reminders

urlpatterns = [
    path("viec-cua-toi/", inbox.inbox),
    path("nhac-viec/", reminders.reminders),
    path("nhac-viec/thu-dien-tu/", reminders.mail),
    path("nhac-viec/lich/", reminders.make),
    path("nhac-viec/lich/thu-hoi/", reminders.revoke),
    path("lich/<str:token>.ics", reminders.calendar),
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/tra-loi/", cases.answer, name="case_answer"),
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/xem-xet/", cases.decide, name="case_decide"),
    path("suy-giam/<slug:slug>/<str:code>/<str:on>/y-kien/", cases.remark, name="case_remark"),
]
