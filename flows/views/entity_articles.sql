-- One row an entity and article that names it, with the number of times; corrections applied: hidden entities are absent, merged ones
-- stand once an article. `day` is the article's.
CREATE VIEW entity_articles AS
SELECT entity_id, article_id, mentions, day
FROM store.entity_articles ANTI JOIN (SELECT DISTINCT machine_id AS entity_id FROM corrected_names) USING (entity_id)
UNION ALL
SELECT c.entity_id, a.article_id, CAST(sum(a.mentions) AS INTEGER) AS mentions, d.day
FROM store.article_names a JOIN corrected_names c USING (name_id) JOIN store.articles d USING (article_id)
WHERE c.entity_id IS NOT NULL
GROUP BY c.entity_id, a.article_id, d.day;
