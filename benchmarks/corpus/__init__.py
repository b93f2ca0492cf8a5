"""Invented reports whose truth is known, torn apart in the ways real ones are.

Nothing here imports the program it measures: what a careful person could know from a file alone is decided from
what was written into it, before anyone reads it. ``make.make_case`` is the door.
"""
