-- The stories that most articles carry of those that name each of some entities in a period.
SELECT CAST(entity_id AS VARCHAR) AS entity_id, CAST(article_id AS VARCHAR) AS article_id, title, articles
FROM stories_about(CAST($entities AS BIGINT[]), CAST($first AS DATE), CAST($last AS DATE), most := CAST($limit AS INTEGER))
ORDER BY entity_id, articles DESC, day DESC, article_id;
