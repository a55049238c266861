"""Values coming in from workbooks and going out to them: rows, a plan, what a meeting decided.

Pure: no files, no database, no clock. `docgen.sheets` turns workbooks into `SheetCells` and back; the workflows
hand those to `read_rows`, compare the rows with what the registry holds by `make_plan`, and show the problems.
"""

from registry.exchange.cells import CellValue, SheetCells, cell_name, cell_position
from registry.exchange.meeting import (
    MeetingPerson,
    MeetingReading,
    MeetingSheet,
    MeetingTask,
    MeetingValues,
    PersonBallots,
    TaskLevelRow,
    read_meeting_sheets,
)
from registry.exchange.plan import Change, Difference, ImportPlan, make_plan
from registry.exchange.reading import Reading, read_rows
from registry.exchange.rows import CoOwner, Indicator, KnownTask, TaskContent, TaskRow

__all__ = [
    "CellValue",
    "Change",
    "CoOwner",
    "Difference",
    "ImportPlan",
    "Indicator",
    "KnownTask",
    "MeetingPerson",
    "MeetingReading",
    "MeetingSheet",
    "MeetingTask",
    "MeetingValues",
    "PersonBallots",
    "Reading",
    "SheetCells",
    "TaskContent",
    "TaskLevelRow",
    "TaskRow",
    "cell_name",
    "cell_position",
    "make_plan",
    "read_meeting_sheets",
    "read_rows",
]
