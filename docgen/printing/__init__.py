"""From Word to paper: the converter, its fonts, the read-back of the PDF and the print packs.

Workflows may call; nothing here knows what a document says or who must sign it.
"""
