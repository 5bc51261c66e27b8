-- One row a mention: who or what is named at which characters (from 0, end excluded) of an article's title, lead or text (`field`),
-- corrections applied; and which recogniser says so. None of an article whose text has changed since: it is named again in the next run.
CREATE VIEW mentions AS
SELECT m.article_id, CASE WHEN c.name_id IS NULL THEN n.entity_id ELSE c.entity_id END AS entity_id, m.surface, coalesce(e.type, m.type) AS type,
       m.field, m.start_char, m.end_char, m.name_id, named.recogniser
FROM store.mentions m JOIN store.names n USING (name_id) JOIN store.named USING (article_id)
JOIN store.articles a ON a.article_id = m.article_id AND a.content_hash = named.content_hash
LEFT JOIN corrected_names c USING (name_id)
LEFT JOIN corrected_entities e ON e.entity_id = CASE WHEN c.name_id IS NULL THEN n.entity_id ELSE c.entity_id END
WHERE c.name_id IS NULL OR c.entity_id IS NOT NULL;
