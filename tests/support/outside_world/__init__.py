"""The world outside the office: a pen, a seal, a hand that writes numbers, a printer, a scanner, people who fill forms.

This is a separate program. It knows only what a person at a desk can see: printed PDFs, sent .docx and .xlsx files, and
what commands print. It imports nothing of the product and acts only by writing files into folders. Whatever it draws is
seeded by the document code read on the page, so the same command always writes the same bytes.
"""
