-- `article_days` as it is now, in a snapshot that was made before it had `dated_at`.
CREATE TEMP VIEW article_days AS
SELECT article_id, day, first_seen_at, source_id, publisher, coalesce(f.family, publisher) AS family, language, section, story_id,
       coalesce(published_at, first_seen_at) AS dated_at
FROM articles LEFT JOIN families f USING (publisher);
