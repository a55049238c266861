"""Hand-over: a closed hồ sơ leaves as a package of TT 05/2025 in a BagIt bag, and such a bag is taken in.

Here live the fields and codes of the circular, METS, EAD and PREMIS as written and as read, the ZIP and the bag, and
the checks of both. Called by paperwork; knows values and bytes, neither the registry's rows nor the office's folders.
"""
