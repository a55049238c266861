"""The same decision for other engines: docxtemplater and easy-template-x under Node.js, docx-mailmerge2 in Python.

Turns our template's tags into theirs and flattens the data, so that every engine fills the same paper. Knows how each
likes to be called; measures nothing.
"""
