"""Files uploads under content/reports: the only room that writes there, and it never overwrites."""
