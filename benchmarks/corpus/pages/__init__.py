"""Invented reports as web sites and crawlers deliver them: the report stands among the site's furniture.

Every page is built from decisions that are noted as they are taken (who wrote it, how it says so, which dates stand
where, what was cut off, what was planted), so its truth is known before anything is read. Nothing here imports the
program it measures. ``make.make_page`` is the door; ``python -m benchmarks.corpus.pages DIR`` writes pages to look at.
"""
