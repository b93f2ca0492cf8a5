"""Office documents: Word and Excel files read directly, others through LibreOffice."""
