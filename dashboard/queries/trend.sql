-- The trend of some entities in the selection: see the macro. `steady` null: every source.
SELECT CAST(entity_id AS VARCHAR) AS entity_id, day, articles, stories, all_articles, all_stories, coverage, partial
FROM trend(CAST($entities AS BIGINT[]), CAST($first AS DATE), CAST($last AS DATE), grain := CAST($grain AS VARCHAR),
           in_sources := CAST($sources AS VARCHAR[]), in_languages := CAST($languages AS VARCHAR[]),
           in_sections := CAST($sections AS VARCHAR[]), steady := CAST($steady AS DOUBLE))
ORDER BY entity_id, day;
