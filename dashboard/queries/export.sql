-- All that the list would show, page after page, for a file.
WITH chosen AS (
    SELECT article_id, dated_at, row_number() OVER (PARTITION BY story_id ORDER BY dated_at, article_id) AS place
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
)
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, a.publisher, a.title, a.lead, a.authors, a.published_at, a.first_seen_at,
       a.language, a.section, a.word_count, a.version, CAST(a.story_id AS VARCHAR) AS story_id, a.canonical_url
FROM chosen JOIN articles a USING (article_id)
WHERE NOT CAST($stories AS BOOLEAN) OR place = 1
ORDER BY chosen.dated_at DESC, a.article_id;
