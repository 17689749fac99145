"""Django's administration pages as a part of the portal: one sign-in, and a stranger finds nothing."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator


class PortalAdminSite(AdminSite):
    """The site at /quan-tri/."""

    site_title = "Quản trị - Nông thôn mới"
    site_header = "Quản trị"
    index_title = "Tài khoản, đơn vị, bộ tiêu chí"
    site_url = "/"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        """Whoever has signed in without the right to be here gets the same 404 as everywhere."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def only_administrators(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return only_administrators

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next", request.path.removesuffix("login/")))

    def logout(self, request, extra_context=None):
        logout(request)
        return redirect("/dang-nhap/")

    def password_change(self, request, extra_context=None):
        return redirect("/doi-mat-khau/")
