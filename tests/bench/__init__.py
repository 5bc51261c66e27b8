"""Quality and speed, with floors that refuse to drop. test_* run with the suite, the others are started by hand.

real_night.py   a night over the corpus as the web: completeness, a second night, a lost database, cost, readers
kill_night.py   the same night killed at random moments
aliases.py      which names of one text are joined
adapters.py     our cleaner as the scorers call it
"""
