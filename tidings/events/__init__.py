"""Who did what to whom, when, where, how many, how certain."""
