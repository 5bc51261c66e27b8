"""Quality and speed, with floors that refuse to drop. test_* run with the suite, the others are started by hand.

real_night.py   a night over the corpus as the web: completeness, a second night, a lost database, cost, readers
kill_night.py   that night, killed at random moments
soak.py soak_press.py clock/   thirty nights by a clock that is set: sums, alarms, growth
health_simulation.py rising_simulation.py newsstream.py   alarms and rising names against planted ones
stories_scale.py   what a night costs in stores of 100,000 and of a million articles
planted_copies.py  copies planted into real texts: what of them is found, and what is wrongly taken for one
dashboard_scale.py  how long the server draws each screen over 100,000 and a million articles, and its memory
trends_scale.py entities_scale.py search_scale.py takedown_scale.py scale_sql/   the same of other parts
furniture_cost.py   what learning furniture costs
visitors.py     fifty visitors at once, while a night runs
aliases.py      which names of one text are joined
corpus.py       real pages with known answers, a fixed sample of them, and their scorer
floors.py       the figures of the clean stage on them, which may rise and never fall (floors.toml)
clean_cost.py   what cleaning a page costs beside bare extraction, and where the time goes
adapters.py     our cleaner as the scorers call it
"""
