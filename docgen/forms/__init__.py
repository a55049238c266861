"""Forms: what a returned self-assessment form says, whether it can be taken over, and what to answer.

Knows Word content controls, the columns of the form and its fixed sentences; what was asked comes in as values. It
never opens the registry. Called by workflows.
"""
