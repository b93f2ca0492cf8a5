"""What looks at pictures, in a process of its own: straightens pages, finds grids and lines, reads what is in them.

It stands alone: nothing here imports anything of the program, so that the process starts without it. Its modules name
one another relatively, since the process knows them as ``eye``.
"""
