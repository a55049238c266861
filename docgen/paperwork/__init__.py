"""What several errands share: making a checked paper from facts, printing it, and putting it on the shelf.

Stands between `workflows` and the rooms; a workflow is a list of verbs, the joints between rooms are here.
"""
