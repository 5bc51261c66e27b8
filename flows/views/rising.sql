-- Names that rise or fall: the last 7 days up to `as_of` against the 28 before, by distinct stories (copies of one text count once, in the
-- week in which the first was printed: what the wire sends to ten papers is one event). A row an entity, with its reasons; ratio < 1 falls.
--   in_sources, in_publishers, in_languages, in_sections   lists that narrow what is counted, as in `trend`
--   articles, stories, publishers   of the 7 days; articles_before, stories_before of the 28
--   expected       stories to be expected in the 7 days: those before, in proportion to how many stories there were in all
--   ratio          (stories + 2) / (expected + 2): the 2 keeps rare names from boundless ratios
--   low, high      its interval of 80 %. The error is that of counts, times the scatter of the entity's four weeks before (index of
--                  dispersion, shrunk towards 1 and no less), times the scatter of the desk: the robust spread of change / error over 300
--                  frequent names that were chosen without regard to how they changed
--   score          ln(low) for what rises, -ln(high) for what falls: what surely changed much comes first
--   p, q           chance of such a change in a stationary stream (normal tail after Lin 1989, Applied Statistics 38, 69); q controls
--                  the share of false alarms among all entities of five articles in the 35 days (Benjamini and Hochberg 1995). Only q <= `false_share` is
--                  listed; 1 lists whatever was tested
--   largest_story  the share of its articles that one story has
-- To be tested, an entity that rises needs 5 articles of 3 publishers in the 7 days; one that falls 5 stories expected, and 3 publishers before.
-- How well it does: tests/bench/rising_simulation.py.
CREATE MACRO rising(as_of, in_sources := NULL, in_publishers := NULL, in_languages := NULL, in_sections := NULL, false_share := 0.05) AS TABLE
WITH chosen AS MATERIALIZED (
    SELECT article_id, (as_of - day) // 7 AS week, family, story_id
    FROM article_days
    WHERE day > as_of - 35 AND day <= as_of
      AND (in_sources IS NULL OR list_contains(in_sources, source_id))
      AND (in_publishers IS NULL OR list_contains(in_publishers, publisher))
      AND (in_languages IS NULL OR list_contains(in_languages, coalesce(language, '')))
      AND (in_sections IS NULL OR list_contains(in_sections, coalesce(section, '')))
), whole AS MATERIALIZED (
    SELECT count(*) FILTER (week = 0) AS w0, count(*) FILTER (week = 1) AS w1, count(*) FILTER (week = 2) AS w2, count(*) FILTER (week = 3) AS w3,
           count(*) FILTER (week = 4) AS w4, w0 / nullif(w1 + w2 + w3 + w4, 0) AS growth
    FROM (SELECT max(week) AS week FROM chosen GROUP BY story_id)
), crude AS MATERIALIZED (  -- articles: quick, and enough to leave most entities out. One half of the union is empty, which DuckDB sees
    SELECT entity_id, count(*) FILTER (day > as_of - 7) AS articles, count(*) FILTER (day <= as_of - 7) AS articles_before
    FROM entity_articles
    WHERE day > as_of - 35 AND day <= as_of AND coalesce(in_sources, in_publishers, in_languages, in_sections) IS NULL
    GROUP BY entity_id
    HAVING count(*) >= 5
    UNION ALL
    SELECT entity_id, count(*) FILTER (week = 0), count(*) FILTER (week > 0)
    FROM entity_articles e JOIN chosen USING (article_id)
    WHERE e.day > as_of - 35 AND e.day <= as_of AND coalesce(in_sources, in_publishers, in_languages, in_sections) IS NOT NULL
    GROUP BY entity_id
    HAVING count(*) >= 5
), sample AS MATERIALIZED ( -- ids are hashes, so the first are as good as any
    SELECT entity_id FROM crude WHERE articles + articles_before >= 30 ORDER BY entity_id LIMIT 300
), candidate AS MATERIALIZED (
    SELECT entity_id, articles, articles_before
    FROM (SELECT *, growth * articles_before AS expected
          FROM crude, (SELECT count(*) FILTER (week = 0) / nullif(count(*) FILTER (week > 0), 0) AS growth FROM chosen))
    WHERE (articles >= 5 OR expected >= 5)
      AND abs(ln((articles + 2) / (expected + 2))) > 1.64 * sqrt(1 / (articles + 2) + 1 / (articles_before + 2 / growth))
), wanted AS MATERIALIZED (
    SELECT entity_id FROM candidate UNION SELECT entity_id FROM sample
), kept AS MATERIALIZED (
    SELECT entity_id, article_id FROM entity_articles WHERE day BETWEEN as_of - 34 AND as_of AND entity_id IN (SELECT entity_id FROM wanted)
), named AS MATERIALIZED (
    SELECT entity_id, story_id, week, family FROM kept JOIN chosen USING (article_id)
), counted AS (
    SELECT entity_id, count(*) FILTER (week = 0) AS n0, count(*) FILTER (week = 1) AS n1, count(*) FILTER (week = 2) AS n2,
           count(*) FILTER (week = 3) AS n3, count(*) FILTER (week = 4) AS n4, max(copies) AS largest
    FROM (SELECT entity_id, max(week) AS week, count(*) FILTER (week = 0) AS copies FROM named GROUP BY entity_id, story_id)
    GROUP BY entity_id
), printed AS (
    SELECT entity_id, count(*) FILTER (now) AS publishers, count(*) FILTER (before) AS publishers_before
    FROM (SELECT entity_id, bool_or(week = 0) AS now, bool_or(week > 0) AS before FROM named GROUP BY entity_id, family)
    GROUP BY entity_id
), measured AS (
    SELECT entity_id, n0 AS stories, n1 + n2 + n3 + n4 AS stories_before, largest, growth * stories_before AS expected,
           ln((n0 + 2) / (expected + 2)) AS change,
           -- Chi square of the four weeks, 3 degrees of freedom; with 6 more of dispersion 1.
           (n1 * n1 / greatest(w1, 1) + n2 * n2 / greatest(w2, 1) + n3 * n3 / greatest(w3, 1) + n4 * n4 / greatest(w4, 1)) * (w1 + w2 + w3 + w4) / nullif(stories_before, 0) - stories_before AS chi,
           greatest(1, (coalesce(chi, 3) + 6) / 9) AS dispersion,
           sqrt(dispersion * (1 / (n0 + 2) + 1 / (stories_before + 2 / growth))) AS error
    FROM counted, whole
), desk AS (
    SELECT greatest(1, coalesce(mad(change / error), 0) / 0.6745) AS scatter, (SELECT count(*) FROM crude) AS entities
    FROM measured
    WHERE entity_id IN (SELECT entity_id FROM sample) AND expected >= 5
), scored AS (
    SELECT entity_id, t.articles, m.stories, publishers, t.articles_before, m.stories_before, m.expected, exp(change) AS ratio,
           exp(change - 1.28 * error * scatter) AS low, exp(change + 1.28 * error * scatter) AS high,
           abs(change) - 1.28 * error * scatter AS score, abs(change) / (error * scatter) AS z,
           exp(-0.717 * z - 0.416 * z * z) / 2 AS p, largest / greatest(t.articles, 1) AS largest_story, entities
    FROM candidate t JOIN measured m USING (entity_id) JOIN printed USING (entity_id), desk
    WHERE (change > 0 AND t.articles >= 5 AND publishers >= 3) OR (change < 0 AND m.expected >= 5 AND publishers_before >= 3)
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY ratio > 1 ORDER BY p, entity_id) AS place FROM scored
), controlled AS (
    SELECT * EXCLUDE (z, entities, place),
           least(1, min(p * entities / place) OVER (PARTITION BY ratio > 1 ORDER BY place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)) AS q
    FROM ranked
)
SELECT * FROM controlled WHERE q <= false_share;
