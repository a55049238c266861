"""Files as the outside world gives them: packages, Word text, PDF, images and page codes, all under limits.

Rooms and workflows may call; nothing here knows an office, a task or a template.
"""
