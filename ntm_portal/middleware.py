"""A short code for every request: a person can read it out, and the log finds it again."""

import logging
import secrets

from django.utils.deprecation import MiddlewareMixin

log = logging.getLogger("ntm_portal")


class RequestCode(MiddlewareMixin):
    """Gives the request its code ("8F3A-21"), and writes it beside what went wrong."""

    def process_request(self, request):
        digits = secrets.token_hex(3).upper()
        request.code = f"{digits[:4]}-{digits[4:]}"

    def process_exception(self, request, exception):
        log.error("Mã lỗi %s: %s %s, %s", request.code, request.method, request.path, type(exception).__name__)

    def process_response(self, request, response):
        response.headers["X-Request-Code"] = request.code
        return response
