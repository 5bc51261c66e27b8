-- What the list shows of some articles, in the order of their ids; `others` says of each how many more its story has; `texts`: with the texts.
-- Asked for apart from article_list.sql, and found before anything is joined to them: so their own texts are read, not those of all articles.
WITH found AS MATERIALIZED (
    SELECT *, list_position(CAST($article_ids AS BIGINT[]), article_id) AS place
    FROM (SELECT article_id, day, source_id, title, lead, word_count, text FROM articles WHERE article_id IN (SELECT unnest(CAST($article_ids AS BIGINT[]))))
)
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, coalesce(s.name, a.source_id) AS source, a.title, a.lead, a.word_count,
       CAST($others AS BIGINT[])[a.place] AS others, CASE WHEN CAST($texts AS BOOLEAN) THEN a.text END AS text
FROM found a LEFT JOIN sources s USING (source_id)
ORDER BY a.place;
