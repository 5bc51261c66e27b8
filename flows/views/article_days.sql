-- Articles without their words: what counting needs, a row an article. The columns are those of `articles`, and `family`, which is what
-- counts as one publisher.
CREATE VIEW article_days AS
SELECT a.article_id, a.day, a.first_seen_at, a.source_id, coalesce(s.publisher, a.publisher, s.name, a.source_id) AS publisher,
       coalesce(s.publisher, a.publisher, s.name, a.source_id) AS family, a.language, a.section, a.story_id
FROM store.articles a LEFT JOIN store.sources s USING (source_id);
