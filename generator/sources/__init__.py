"""Uploads become documents: ``fetching`` opens them, the reader of their format reads them (``formats``)."""
