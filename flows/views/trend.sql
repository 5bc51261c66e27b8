-- The trend of some entities between two days, both included: a row an entity and day (week, month), zeros included.
--   entities   their entity_id, as a list
--   grain      'day', 'week' (named by its Monday) or 'month' (by its first)
--   in_sources, in_publishers, in_languages, in_sections   lists; null lets everything through, '' stands for "not known"
--   steady     null: every source. Else only sources that were collected or quiet on at least this share of the period's days, say 0.98:
--              the panel is the same from the first day to the last, and a source that was out does not bend the curve. Days that are
--              not over do not count, nor do those on which most sources were out, as when the machine was off: they are gaps for all
-- Columns: articles, stories, publishers that name the entity; all_articles, all_stories, all_publishers there are in that time and filter;
-- article_share, story_share, publisher_share of the first in the second, null where there is nothing; coverage: the share of the sources
-- that was collected or quiet, each with the weight of its usual volume, 1 where no source lacks; partial: the time is not over, or is
-- cut by the period.
CREATE MACRO trend(
    entities, first_day, last_day, grain := 'day', in_sources := NULL, in_publishers := NULL, in_languages := NULL, in_sections := NULL, steady := NULL
) AS TABLE
WITH coverage AS MATERIALIZED (
    SELECT source_id, day, usual, state <> 'out' AS there FROM source_coverage(first_day, last_day)
), working AS (
    SELECT day
    FROM coverage, news_span
    WHERE day < partial_from
    GROUP BY day
    HAVING count(*) FILTER (there AND usual > 0) >= greatest(1, count(*) FILTER (usual > 0) / 2)
), panel AS (
    SELECT source_id
    FROM coverage LEFT JOIN working USING (day)
    GROUP BY source_id
    HAVING steady IS NULL OR avg(CAST(there AS INTEGER)) FILTER (working.day IS NOT NULL) >= steady
), chosen AS MATERIALIZED (
    SELECT article_id, day, CAST(date_trunc(grain, day) AS DATE) AS span, source_id, family, story_id
    FROM article_days
    WHERE day BETWEEN first_day AND last_day
      AND (in_sources IS NULL OR list_contains(in_sources, source_id))
      AND (in_publishers IS NULL OR list_contains(in_publishers, publisher))
      AND (in_languages IS NULL OR list_contains(in_languages, coalesce(language, '')))
      AND (in_sections IS NULL OR list_contains(in_sections, coalesce(section, '')))
      AND source_id IN (SELECT source_id FROM panel)
), whole AS (
    SELECT span, count(*) AS articles, count(DISTINCT story_id) AS stories, count(DISTINCT family) AS publishers
    FROM chosen
    GROUP BY span
), kept AS MATERIALIZED (
    SELECT entity_id, article_id FROM entity_articles WHERE entity_id IN (SELECT unnest(entities)) AND day BETWEEN first_day AND last_day
), named AS (
    SELECT entity_id, span, count(*) AS articles, count(DISTINCT story_id) AS stories, count(DISTINCT family) AS publishers
    FROM kept JOIN chosen USING (article_id)
    GROUP BY entity_id, span
), volume AS (
    SELECT source_id, articles / greatest(days, 1) AS weight
    FROM (SELECT source_id, count(*) AS articles FROM chosen GROUP BY source_id)
    JOIN (SELECT source_id, count(*) FILTER (there) AS days FROM coverage GROUP BY source_id) USING (source_id)
), spans AS (
    SELECT CAST(date_trunc(grain, day) AS DATE) AS span, sum(weight) FILTER (there) / sum(weight) AS coverage,
           max(day) >= any_value(partial_from) OR min(day) > span OR max(day) + 1 < span + CAST('1 ' || grain AS INTERVAL) AS partial
    FROM coverage LEFT JOIN volume USING (source_id), news_span
    GROUP BY span
)
SELECT entity_id, span AS day, coalesce(n.articles, 0) AS articles, coalesce(n.stories, 0) AS stories, coalesce(n.publishers, 0) AS publishers,
       coalesce(w.articles, 0) AS all_articles, coalesce(w.stories, 0) AS all_stories, coalesce(w.publishers, 0) AS all_publishers,
       coalesce(n.articles, 0) / w.articles AS article_share, coalesce(n.stories, 0) / w.stories AS story_share,
       coalesce(n.publishers, 0) / w.publishers AS publisher_share, coalesce(coverage, 0) AS coverage, partial
FROM (SELECT DISTINCT unnest(entities) AS entity_id) CROSS JOIN spans LEFT JOIN whole w USING (span) LEFT JOIN named n USING (entity_id, span);
