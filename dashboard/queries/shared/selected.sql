-- The articles that the filters leave: the one meaning of every filter, so that a number and the list behind it agree.
-- A null filter lets everything through; '' in a list stands for "not known". `words` keeps what the search has found: the table `found`,
-- which dashboard/snapshot.py fills. `run` keeps what was first seen while that run ran, `entity` what names that entity.
CREATE TEMP MACRO selected(first_day, last_day, sources, languages, sections, words, run, entity) AS TABLE
SELECT article_id, day, dated_at, source_id, family, story_id
FROM article_days
WHERE (first_day IS NULL OR day >= first_day)
  AND (last_day IS NULL OR day <= last_day)
  AND (sources IS NULL OR list_contains(sources, source_id))
  AND (languages IS NULL OR list_contains(languages, coalesce(language, '')))
  AND (sections IS NULL OR list_contains(sections, coalesce(section, '')))
  AND (words IS NULL OR article_id IN (SELECT article_id FROM found))
  AND (run IS NULL OR first_seen_at >= (SELECT min(started_at) FROM runs WHERE run_id = run))
  AND (run IS NULL OR first_seen_at <= (SELECT max(coalesce(finished_at, 'infinity')) FROM runs WHERE run_id = run))
  AND (entity IS NULL OR article_id IN (
    SELECT article_id FROM entity_articles e -- whose days are those of the articles: rows of other days are not read
    WHERE entity_id = entity AND (first_day IS NULL OR e.day >= first_day) AND (last_day IS NULL OR e.day <= last_day)));
