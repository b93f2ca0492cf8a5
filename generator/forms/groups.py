"""What stands under a label of a form, whichever rows that form has there."""

from __future__ import annotations

from generator.forms.loader import FormTable


def counted_rows(form: FormTable, *names: str) -> tuple[str, ...]:
    """The rows that together make what the first known of ``names`` counts: those of a group, without the ones that
    only add others up, or a row by itself. Empty where the form has none of them.
    """
    totals = {one.right[0].id for one in form.relations if one.across == "rows" and len(one.right) == 1}
    for name in names:
        grouped = tuple(row for row, label in form.rows.items() if label.group == name and row not in totals)
        if grouped or name in form.rows:
            return grouped or (name,)
    return ()
