"""Read tables that strangers hand in: CSV and its kin, workbooks, JSON; packed or not, in any encoding."""

from graph.records.tables.opening import open_table
from graph.records.tables.table import BadRow, Table

__all__ = ["BadRow", "Table", "open_table"]
