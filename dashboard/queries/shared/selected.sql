-- The articles that the filters leave: the one meaning of every filter, so that a number and the list behind it agree.
-- A null filter lets everything through; '' in a list stands for "not known". `words`
-- keeps what the search has found (dashboard/search.py): the variable `found_ids`, or what the variables `scan_...` say where that is null.
-- `run` keeps what was first seen while that run ran, `entity` what names that entity.
CREATE TEMP MACRO selected(first_day, last_day, sources, languages, sections, words, run, entity) AS TABLE
SELECT *, coalesce(published_at, first_seen_at) AS dated_at
FROM articles
WHERE (first_day IS NULL OR day >= first_day)
  AND (last_day IS NULL OR day <= last_day)
  AND (sources IS NULL OR list_contains(sources, source_id))
  AND (languages IS NULL OR list_contains(languages, coalesce(language, '')))
  AND (sections IS NULL OR list_contains(sections, coalesce(section, '')))
  AND (words IS NULL OR getvariable('found_ids') IS NULL OR article_id IN (SELECT unnest(CAST(getvariable('found_ids') AS BIGINT[]))))
  AND (words IS NULL OR getvariable('found_ids') IS NOT NULL OR (
    len(list_filter(CAST(getvariable('scan_text') AS VARCHAR[]), lambda word: NOT contains(lower(concat_ws(' ', title, lead, text)), word))) = 0
    AND len(list_filter(CAST(getvariable('scan_title') AS VARCHAR[]), lambda word: NOT contains(lower(title), word))) = 0
    AND len(list_filter(CAST(getvariable('scan_not') AS VARCHAR[]), lambda word: contains(lower(concat_ws(' ', title, lead, text)), word))) = 0
    AND len(list_filter(CAST(getvariable('scan_not_title') AS VARCHAR[]), lambda word: contains(lower(title), word))) = 0))
  AND (run IS NULL OR EXISTS (FROM runs WHERE run_id = run AND first_seen_at BETWEEN started_at AND coalesce(finished_at, first_seen_at)))
  AND (entity IS NULL OR article_id IN (SELECT article_id FROM entity_articles WHERE entity_id = entity));
