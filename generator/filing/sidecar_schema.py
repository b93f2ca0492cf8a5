"""The JSON schema of sidecars, made from the types that read them: editors complete keys and mark mistakes with it."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.filing.effects import IDENTITY
from generator.forms.loader import Forms
from generator.model.figures import TABLE_NAMES
from generator.sources.sidecars import FIELDS

WRITTEN = ["string", "number", "boolean"]
"""What text may look like in YAML: 2020 and no are text for us, and no string for an editor."""
ADDRESS = {"type": "string", "pattern": "^\\s*[Hh][Tt][Tt][Pp][Ss]?://"}


def sidecar_schema(forms: Forms) -> dict[str, Any]:
    """Draft 2020-12. Keys are described in Chinese with what the reader says of a wrong value; ``forms`` say which
    cells can be corrected."""
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for key, (kind, _, expected) in FIELDS.items():
        (shape,), parts = msgspec.json.schema_components((kind,), ref_template="#/$defs/{name}")
        definitions |= parts
        properties[key] = _loosened(shape) | {"description": expected}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "公开：报告的说明文件（.yaml）",
        "type": ["object", "null"],
        "properties": properties | {"source_url": properties["source_url"] | ADDRESS},
        "additionalProperties": False,
        "$defs": _said_of_parts(_loosened(definitions), forms),
    }


def _loosened(shape: Any) -> Any:
    """``shape`` with plain scalars of any kind where text is asked for, and without the names of our classes."""
    if isinstance(shape, list):
        return [_loosened(part) for part in shape]
    if not isinstance(shape, dict):
        return shape
    loose = {key: _loosened(value) for key, value in shape.items() if key not in ("title", "default")}
    if loose.get("type") == "string" and "format" not in loose:
        loose["type"] = WRITTEN
    return loose


def _said_of_parts(parts: dict[str, Any], forms: Forms) -> dict[str, Any]:
    """``parts`` with what the types do not say, and the functions beside them check."""
    correction, withheld, reply = (parts[f"_{name}"] for name in ("Correction", "Withheld", "Reply"))
    correction["properties"]["target"] = {"enum": _targets(forms)}
    parts["_Confirmation"]["properties"]["target"] = {"enum": ["all", *TABLE_NAMES, *_cells(forms)]}
    withheld["properties"]["original"] = {"enum": [True, "true", "True", "TRUE"]}
    withheld["oneOf"] = [{"required": ["text"]}, {"required": ["original"]}]
    reply["properties"]["source_url"] = ADDRESS
    return parts


def _targets(forms: Forms) -> list[str]:
    return [*IDENTITY, *_cells(forms)]


def _cells(forms: Forms) -> list[str]:
    tables = [table for form in forms.all for table in form.tables]
    return sorted({f"{table.key}.{row}.{column}" for table in tables for row, column in table.addresses()})
