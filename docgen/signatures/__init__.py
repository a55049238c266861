"""Digital signatures of received files: who signed, whether anything changed since, what proves it.

Given bytes and what the office trusts, it answers with a frozen verdict; never the network, never the certificates of
the operating system, never a change of the file. Called by `docgen.paperwork`; the only door to pyHanko.
"""
