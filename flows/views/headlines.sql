-- Every headline that an article has had, and when it was first seen.
CREATE VIEW headlines AS
SELECT article_id, seen_at, title FROM store.headlines
UNION ALL
SELECT article_id, first_seen_at, title FROM store.articles WHERE article_id NOT IN (SELECT article_id FROM store.headlines);
