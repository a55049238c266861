"""Stories of the office: what people do, told in commands and papers, never in internals."""
