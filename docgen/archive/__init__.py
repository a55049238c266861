"""The archive: papers that must still be readable, and provably unchanged, in decades.

Here live the shelf (`shelf`, the only writer) and the auditor (`audit`), which checks the writer's work and therefore
shares no code with it. Called by workflows; knows neither tasks nor people, only ids, logical paths and bytes.
"""
