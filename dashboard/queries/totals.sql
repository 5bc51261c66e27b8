-- How much the filters leave.
SELECT count(*) AS articles, count(DISTINCT story_id) AS stories, count(DISTINCT source_id) AS sources
FROM selected(CAST($first AS DATE), CAST($last AS DATE), CAST($sources AS VARCHAR[]), CAST($languages AS VARCHAR[]),
              CAST($sections AS VARCHAR[]), CAST($words AS VARCHAR), CAST($run AS VARCHAR), CAST($entity AS BIGINT));
