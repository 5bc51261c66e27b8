-- Names never seen before the last 7 days up to `as_of`, in at least 5 articles of 3 publishers: they have no past to be compared with, so
-- they are none of the rising. Empty while the desk has less than two weeks of news before those days: then every name would be new.
CREATE MACRO new_names(as_of, in_sources := NULL, in_publishers := NULL, in_languages := NULL, in_sections := NULL) AS TABLE
WITH chosen AS (
    SELECT article_id, day, family, story_id
    FROM article_days
    WHERE day > as_of - 7 AND day <= as_of
      AND (in_sources IS NULL OR list_contains(in_sources, source_id))
      AND (in_publishers IS NULL OR list_contains(in_publishers, publisher))
      AND (in_languages IS NULL OR list_contains(in_languages, coalesce(language, '')))
      AND (in_sections IS NULL OR list_contains(in_sections, coalesce(section, '')))
), fresh AS MATERIALIZED (
    SELECT entity_id FROM entities WHERE first_day > as_of - 7 AND first_day <= as_of
)
SELECT e.entity_id, count(*) AS articles, count(DISTINCT story_id) AS stories, count(DISTINCT family) AS publishers, min(e.day) AS first_day
FROM entity_articles e JOIN chosen USING (article_id, day)
WHERE e.day > as_of - 7 AND e.day <= as_of AND e.entity_id IN (SELECT entity_id FROM fresh)
  AND (SELECT first_day FROM news_span) <= as_of - 21
GROUP BY e.entity_id
HAVING count(*) >= 5 AND count(DISTINCT family) >= 3;
