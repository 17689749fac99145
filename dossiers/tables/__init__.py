"""Dossiers as pages, forms and reports read them."""
