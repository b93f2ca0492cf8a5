"""Eyes: drawn documents are rendered by real programs, their pictures are read, and what we state is compared.

    .venv/bin/python -m benchmarks.eyes [html] [xlsx] [docx] [pdf] [--kind everyday] [--keep DIR]

See README.md beside the other benchmarks. A trick is a document whose markup says one thing and whose picture may say
another; a harmless document is styled as real ones are and has to be read.
"""
