"""The English catalogue: Vietnamese sentence of the source -> English sentence with the same places."""

ENGLISH: dict[str, str] = {}
