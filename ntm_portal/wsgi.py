"""The entry for other WSGI servers; `manage.py serve` does the same with waitress."""

import os

from django.core.wsgi import get_wsgi_application

from ntm_portal.checks import refuse_unsafe_start
from ntm_portal.memory import collect_rarely

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntm_portal.settings")
application = get_wsgi_application()
refuse_unsafe_start()
collect_rarely()
