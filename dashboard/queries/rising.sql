-- What rises and falls as of a day, within the selection's sources, languages and sections; what surely changed most comes first.
SELECT CAST(r.entity_id AS VARCHAR) AS entity_id, e.name, e.type, r.articles, r.stories, r.publishers, r.stories_before, r.expected, r.ratio,
       r.low, r.high, r.score, r.largest_story
FROM rising(CAST($last AS DATE), in_sources := CAST($sources AS VARCHAR[]), in_languages := CAST($languages AS VARCHAR[]),
            in_sections := CAST($sections AS VARCHAR[])) r
JOIN entities e USING (entity_id)
ORDER BY r.score DESC, r.entity_id;
