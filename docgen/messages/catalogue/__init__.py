"""The English sentences, one module per room that speaks, and those that stay Vietnamese, for `english` to merge."""
