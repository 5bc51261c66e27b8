-- Names never seen before the seven days up to a day, within the selection's sources, languages and sections.
SELECT CAST(n.entity_id AS VARCHAR) AS entity_id, e.name, e.type, n.articles, n.stories, n.publishers, n.first_day
FROM new_names(CAST($last AS DATE), in_sources := CAST($sources AS VARCHAR[]), in_languages := CAST($languages AS VARCHAR[]),
               in_sections := CAST($sections AS VARCHAR[])) n
JOIN entities e USING (entity_id)
ORDER BY n.stories DESC, n.articles DESC, n.entity_id;
