-- The trend of some entities in the selection: see the macro.
SELECT CAST(entity_id AS VARCHAR) AS entity_id, day, articles, stories, publishers, all_articles, all_stories, all_publishers, coverage, partial
FROM trend(CAST($entities AS BIGINT[]), CAST($first AS DATE), CAST($last AS DATE), grain := CAST($grain AS VARCHAR),
           in_sources := CAST($sources AS VARCHAR[]), in_languages := CAST($languages AS VARCHAR[]),
           in_sections := CAST($sections AS VARCHAR[]))
ORDER BY entity_id, day;
