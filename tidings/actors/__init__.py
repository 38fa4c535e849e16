"""Who: names, offices, groups and pronouns of a text, resolved to actors."""
