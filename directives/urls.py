"""Addresses of the work that follows from the directive."""

from django.urls import path

from directives.views import deeds, dissemination, documents, extensions, obligations

urlpatterns = [
    path("van-ban/", documents.documents, name="documents"),
    path("van-ban/them/", documents.add, name="document_add"),
    path("van-ban/dang-bo/them/", dissemination.name_body, name="party_body_add"),
    path("van-ban/<int:pk>/", documents.document, name="document"),
    path("van-ban/<int:pk>/sua/", documents.amend, name="document_amend"),
    path("van-ban/<int:pk>/toan-van/", documents.text, name="document_text"),
    path("van-ban/<int:pk>/gui/", dissemination.send, name="document_send"),
    path("van-ban/<int:pk>/nhiem-vu/them/", obligations.add, name="obligation_add"),
    path("van-ban/<int:pk>/nhiem-vu/<int:task>/sua/", obligations.amend, name="obligation_amend"),
    path("van-ban/<int:pk>/nhiem-vu/<int:task>/rut/", obligations.withdraw, name="obligation_withdraw"),
    path("quan-triet/<int:pk>/", dissemination.confirm, name="dissemination_confirm"),
    path("quan-triet/<int:pk>/mo-lai/", dissemination.reopen, name="dissemination_reopen"),
    path("nhiem-vu/tep/<int:pk>/", deeds.proof, name="fulfilment_proof"),
    path("nhiem-vu/ket-qua/<int:pk>/xac-nhan/", deeds.confirm, name="fulfilment_confirm"),
    path("nhiem-vu/ket-qua/<int:pk>/rut/", deeds.withdraw, name="fulfilment_withdraw"),
    path("nhiem-vu/<int:pk>/<slug:place>/ghi/", deeds.record, name="fulfilment_record"),
    path("nhiem-vu/<int:pk>/<slug:place>/gia-han/", extensions.ask, name="task_extension_ask"),
    path("gia-han-nhiem-vu/", extensions.requests, name="task_extensions"),
    path("gia-han-nhiem-vu/<int:pk>/quyet-dinh/", extensions.decide, name="task_extension_decide"),
]
