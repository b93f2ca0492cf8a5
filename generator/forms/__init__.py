"""The official forms as data: one YAML file per revision, and their loader."""
