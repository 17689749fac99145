"""Addresses of the work that follows from the directive."""

from django.urls import path

from directives.views import cases, inbox, inspection_requests, inspections, minutes, overturns, reminders

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
    path("kiem-tra/", inspections.inspections),
    path("kiem-tra/lap/", inspections.plan),
    path("kiem-tra/tep/<int:pk>/", minutes.paper),
    path("kiem-tra/<int:pk>/", inspections.inspection),
    path("kiem-tra/<int:pk>/ghi/", minutes.field_form),
    path("kiem-tra/<int:pk>/ghi/o/", minutes.one_field),
    path("kiem-tra/<int:pk>/ghi/anh/", minutes.photo),
    path("kiem-tra/<int:pk>/noi-dung/", inspections.item),
    path("kiem-tra/<int:pk>/du-thao/", inspections.draft),
    path("kiem-tra/<int:pk>/ky/", inspections.sign),
    path("kiem-tra/<int:pk>/bo-sung/", inspections.supplement),
    path("kiem-tra/<int:pk>/ket-thuc/", inspections.close),
    path("kiem-tra/<int:pk>/huy/", inspections.cancel),
    path("kiem-tra/<int:pk>/kien-nghi/", inspection_requests.add),
    path("kiem-tra/<int:pk>/kien-nghi/<int:request_pk>/bo/", inspection_requests.drop),
    path("kiem-tra/<int:pk>/ket-qua/<int:note_pk>/phuc-tra/", overturns.propose),
    path("kiem-tra/<int:pk>/phuc-tra/<int:overturn_pk>/", overturns.decide),
    path("kien-nghi/", inspection_requests.requests),
    path("kien-nghi/<int:pk>/", inspection_requests.one_request),
]
