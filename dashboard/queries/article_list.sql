-- Which articles stand on one page of the list, newest first; listed.sql has what is shown of them. When stories are counted, a story stands in it once: its first article within the selection.
-- `relevance`: those that fit the words best come first. `others`: how many more articles of the selection its story has.
WITH chosen AS (
    SELECT article_id, story_id, dated_at
    FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT))
), shown AS (
    SELECT article_id, story_id, dated_at FROM chosen WHERE NOT CAST($stories AS BOOLEAN)
    UNION ALL
    SELECT first_one.article_id, story_id, first_one.dated_at
    FROM (SELECT story_id, min({'dated_at': dated_at, 'article_id': article_id}) AS first_one FROM chosen WHERE CAST($stories AS BOOLEAN) GROUP BY story_id)
), page AS MATERIALIZED (
    SELECT article_id, story_id, dated_at, rank
    FROM shown LEFT JOIN (SELECT article_id, rank FROM found WHERE CAST($relevance AS BOOLEAN)) USING (article_id)
    ORDER BY rank, dated_at DESC, article_id
    LIMIT CAST($limit AS INTEGER) OFFSET CAST($skip AS BIGINT)
), carried AS (
    SELECT story_id, count(*) AS carriers FROM chosen WHERE story_id IN (SELECT story_id FROM page) GROUP BY story_id
)
SELECT CAST(article_id AS VARCHAR) AS article_id, carriers - 1 AS others
FROM page JOIN carried USING (story_id)
ORDER BY rank, dated_at DESC, page.article_id;
