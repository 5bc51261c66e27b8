-- The articles of a selection with their words, oldest first. `entities` null: whomever they name, else those that name one of them.
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, a.publisher, a.title, a.lead, a.text, a.authors, a.published_at,
       a.first_seen_at, a.language, a.section, a.word_count, a.version, CAST(a.story_id AS VARCHAR) AS story_id, a.is_original, a.canonical_url
FROM articles a
WHERE a.day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
  AND (CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), a.source_id))
  AND (CAST($languages AS VARCHAR[]) IS NULL OR list_contains(CAST($languages AS VARCHAR[]), coalesce(a.language, '')))
  AND (CAST($sections AS VARCHAR[]) IS NULL OR list_contains(CAST($sections AS VARCHAR[]), coalesce(a.section, '')))
  AND (CAST($entities AS BIGINT[]) IS NULL
       OR a.article_id IN (SELECT article_id FROM entity_articles WHERE entity_id IN (SELECT unnest(CAST($entities AS BIGINT[])))))
ORDER BY a.day, a.published_at, a.article_id;
