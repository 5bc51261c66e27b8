-- Everybody with a surname that somebody came to have, or has no more.
CREATE OR REPLACE TEMP TABLE unfolded_people AS
SELECT surname_id, name_id, name, type, key, articles, first_seen_at
FROM store.names
WHERE surname_id IN (SELECT name_id FROM store.unfolded WHERE people);
