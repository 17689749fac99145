"""The portal's settings over several databases at once, so that they can be measured in turns."""

import os

os.environ.setdefault("SECRET_KEY", "bench-only")
os.environ.update(HTTPS="off", ALLOWED_HOSTS="*", NTM_DEMO="on", NTM_TODAY="2017-09-25", DEBUG="off")

from ntm_portal import settings as portal
from ntm_portal.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Static files are not what is measured.
MIDDLEWARE = [name for name in portal.MIDDLEWARE if "whitenoise" not in name]
INSTALLED_APPS = [name for name in portal.INSTALLED_APPS if "whitenoise" not in name]
TEMPLATES = [portal.TEMPLATES[0] | {"DIRS": [*portal.TEMPLATES[0]["DIRS"], portal.BASE_DIR / "bench" / "templates"]}]
SIZES = ("y1", "y5", "y15", "province", "country")


def database(size: str) -> dict:
    """The database of one size: a file beside the others, or a database of the same server."""
    base = portal.DATABASES["default"]
    return base | {"NAME": str(base["NAME"]).replace("SIZE", size)}


DATABASES = {size: database(size) for size in SIZES} | {"default": database(portal.env.str("BENCH_SIZE", "y1"))}
