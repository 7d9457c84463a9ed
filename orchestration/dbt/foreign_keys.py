"""The foreign keys of the marts, as dbt's relationships tests state them."""

import json
import re
from pathlib import Path
from typing import Any

from orchestration.publication.relations import SCHEMA, ForeignKey

_REFERENCE = re.compile(r"ref\('(\w+)'\)")


def foreign_keys(manifest: Path) -> list[ForeignKey]:
    """Return a key for each relationships test of a mart table that points to the one-column primary key of a mart.

    A test that looks at some rows only, or only warns, states no key.
    """
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    marts = {
        node["name"]: node
        for node in nodes.values()
        if node["resource_type"] == "model" and node["schema"] == SCHEMA and node["config"]["materialized"] != "view"
    }
    keys = []
    for node in nodes.values():
        metadata = node.get("test_metadata") or {}
        attached = nodes.get(node.get("attached_node") or "", {}).get("name")
        if metadata.get("name") != "relationships" or attached not in marts or not _is_unconditional(node["config"]):
            continue
        arguments = metadata["kwargs"]
        target = _REFERENCE.search(arguments["to"])
        if target and _primary_key(marts.get(target.group(1), {})) == [arguments["field"]]:
            keys.append(ForeignKey(attached, arguments["column_name"], target.group(1), arguments["field"]))
    return sorted(keys, key=str)


def _is_unconditional(config: dict[str, Any]) -> bool:
    return not config.get("where") and str(config.get("severity", "error")).lower() == "error"


def _primary_key(model: dict[str, Any]) -> list[str]:
    return next((rule["columns"] for rule in model.get("constraints", []) if rule["type"] == "primary_key"), [])
