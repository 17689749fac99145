"""Addresses of the work that follows from the directive."""

from django.urls import path

from directives.views import inbox, reminders

urlpatterns = [
    path("viec-cua-toi/", inbox.inbox),
    path("nhac-viec/", reminders.reminders),
    path("nhac-viec/thu-dien-tu/", reminders.mail),
    path("nhac-viec/lich/", reminders.make),
    path("nhac-viec/lich/thu-hoi/", reminders.revoke),
    path("lich/<str:token>.ics", reminders.calendar),
]
