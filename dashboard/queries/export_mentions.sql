-- The mentions in the articles of a selection, in the order of the articles and of their words. `entities` null: of everybody.
SELECT CAST(m.article_id AS VARCHAR) AS article_id, a.day, a.source_id, CAST(m.entity_id AS VARCHAR) AS entity_id, e.name, m.type, m.surface,
       m.field, m.start_char, m.end_char, m.recogniser
FROM mentions m JOIN article_days a USING (article_id) JOIN entities e USING (entity_id)
WHERE a.day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
  AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), a.source_id))
  AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(a.language, '')))
  AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(a.section, '')))
  AND (CAST($entities AS BIGINT[]) IS NULL OR m.entity_id IN (SELECT unnest(CAST($entities AS BIGINT[]))))
ORDER BY a.day, m.article_id, m.field DESC, m.start_char;
