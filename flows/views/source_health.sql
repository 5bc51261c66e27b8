-- How each source stood at the end of each night, beside its own past: articles first seen on that day, how many are usual on such a day
-- (null: too little is known), and its state: well, or what is wrong (dead, silent, half, flood, blocked, robots, layout, fields, cuts,
-- same text, late) since when, why, and what to do.
CREATE VIEW source_health AS
SELECT run_id, source_id, day, articles, usual, state, since, reason, next_step
FROM store.source_health;
