"""Numbers stated in running text: their indicator, unit, role and group."""
