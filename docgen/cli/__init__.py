"""The command line: reads words, calls one workflow, shows words. One module per noun, one function per verb.

The only door to click and rich. A command never opens the store by itself.
"""
