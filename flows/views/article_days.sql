-- Articles without their words: what counting needs, a row an article. The columns are those of `articles`, and `family` (see `families`),
-- which is what counts as one publisher, and `dated_at`: when it was published, or else first seen.
CREATE VIEW article_days AS
SELECT article_id, day, first_seen_at, source_id, publisher, coalesce(f.family, publisher) AS family, language, section, story_id, dated_at
FROM (
    SELECT a.article_id, a.day, a.first_seen_at, a.source_id, coalesce(s.publisher, a.publisher, s.name, a.source_id) AS publisher,
           a.language, a.section, a.story_id, coalesce(a.published_at, a.first_seen_at) AS dated_at
    FROM store.articles a LEFT JOIN store.sources s USING (source_id)
) LEFT JOIN families f USING (publisher);
