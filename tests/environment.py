"""The environment the tests run in, set before Django reads its settings.

Loaded by pytest.ini as a plugin, so that no developer's .env can change a result. Only
DATABASE_URL is taken from outside: it says which database the suite is to be proven on.
"""

import os

from hypothesis import settings

# A busy machine is no fault of a rule. Where a change is judged (CI) the same histories are tried
# every time, so that it cannot be refused by chance; everywhere else new ones are.
settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("portal")

FIXED = {
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "BEHIND_PROXY": "off",
    "CSRF_TRUSTED_ORIGINS": "",
    "DEBUG": "off",
    "HTTPS": "off",
    "NTM_DEMO": "on",
    "NTM_DISTRICT": "364",
    "NTM_TODAY": "2017-09-25",
    "SECRET_KEY": "only-for-the-tests",
    "SESSION_SECONDS": "28800",
}

os.environ.update(FIXED)
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
