"""Writing in dossiers; the pages that read them with dates stand in reports/views/dossiers.py."""
