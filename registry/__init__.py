"""The lower floor: facts about bodies, people, tasks, documents, numbers, results and their history.

What lives here knows nothing of Word, PDF, Excel, screens, folders or the time of day. The upper floor
(`docgen`) stands on it; nothing here imports `docgen`.
"""

__project__ = "docgen-giao-viec"
