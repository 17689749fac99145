"""Collected static files: each carries a hash in its name, and script modules import one another by that name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """A new version of one module reaches every browser together with the modules that lean on it."""

    support_js_module_import_aggregation = True
