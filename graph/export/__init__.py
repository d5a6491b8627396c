"""Out into other tools: a full copy (JSON lines), a table for spreadsheets (CSV), a network for Gephi (GraphML)."""

from graph.export.csv import export_csv
from graph.export.graphml import export_graphml
from graph.export.jsonl import export_jsonl, import_jsonl, read_jsonl

__all__ = ["export_csv", "export_graphml", "export_jsonl", "import_jsonl", "read_jsonl"]
