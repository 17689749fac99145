"""The portal over the database that is being measured."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
application = get_wsgi_application()
