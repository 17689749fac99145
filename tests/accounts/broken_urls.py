"""The portal's own addresses, and some that go wrong on purpose."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path

from ntm_portal import urls


def fail(request):
    raise RuntimeError("hỏng")


def forbid(request):
    raise PermissionDenied


def suspect(request):
    raise SuspiciousOperation


urlpatterns = [
    path("hong/", fail),
    path("cam/", forbid),
    path("nghi-ngo/", suspect),
    *urls.urlpatterns,
]
handler400 = urls.handler400
handler500 = urls.handler500
