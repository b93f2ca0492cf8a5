"""Work in processes with limits: a failing upload affects no other. ``uploads`` is the unit of work, ``pool`` hands it
out to ``processes`` or a ``cluster``, ``limits`` says what it may use."""
