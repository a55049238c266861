"""The only door to workbooks: .xlsx, .xls, .ods and .csv in (python-calamine), .xlsx out (openpyxl).

Turns files into `registry.exchange.SheetCells` and values into files; what the cells mean is known by
`registry.exchange`. Called by workflows only. Text is always written as text, so no cell of ours can run.
"""

from docgen.sheets.marked import write_marked
from docgen.sheets.meeting import read_meeting, write_meeting_template
from docgen.sheets.reading import read_workbook
from docgen.sheets.tables import Table, read_table, write_table, write_tables
from docgen.sheets.tasks import write_task_template, write_tasks

__all__ = [
    "Table",
    "read_meeting",
    "read_table",
    "read_workbook",
    "write_marked",
    "write_meeting_template",
    "write_table",
    "write_tables",
    "write_task_template",
    "write_tasks",
]
