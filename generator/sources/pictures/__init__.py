"""Pictures of reports, where the program that reads them is installed: text, tables and how sure each cell is."""
