-- What the list shows of some articles, in the order of their ids; `others` says of each how many more its story has.
-- Asked for apart from article_list.sql: with a few ids known beforehand only their own texts are read, not those of all articles.
WITH shown AS (
    SELECT unnest(CAST($article_ids AS BIGINT[])) AS article_id, unnest(CAST($others AS BIGINT[])) AS others,
           generate_subscripts(CAST($article_ids AS BIGINT[]), 1) AS place
)
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.day, a.source_id, coalesce(s.name, a.source_id) AS source, a.title, a.lead, a.word_count,
       shown.others, CASE WHEN CAST($words AS VARCHAR) IS NOT NULL THEN a.text END AS text
FROM (FROM articles WHERE article_id IN (SELECT unnest(CAST($article_ids AS BIGINT[])))) a JOIN shown USING (article_id) LEFT JOIN sources s USING (source_id)
ORDER BY shown.place;
