-- The articles that the filters leave: the one meaning of every filter, so that a number and the list behind it agree.
-- A null filter lets everything through; '' in a list stands for "not known". Each word must be in the title, the lead or the text.
-- `run` keeps what was first seen while that run ran, `entity` what names that entity.
CREATE TEMP MACRO selected(first_day, last_day, sources, languages, sections, words, run, entity) AS TABLE
SELECT *, coalesce(published_at, first_seen_at) AS dated_at
FROM articles
WHERE (first_day IS NULL OR day >= first_day)
  AND (last_day IS NULL OR day <= last_day)
  AND (sources IS NULL OR list_contains(sources, source_id))
  AND (languages IS NULL OR list_contains(languages, coalesce(language, '')))
  AND (sections IS NULL OR list_contains(sections, coalesce(section, '')))
  AND (words IS NULL OR len(list_filter(words, lambda word: NOT contains(lower(concat_ws(' ', title, lead, text)), word))) = 0)
  AND (run IS NULL OR EXISTS (FROM runs WHERE run_id = run AND first_seen_at BETWEEN started_at AND coalesce(finished_at, first_seen_at)))
  AND (entity IS NULL OR article_id IN (SELECT article_id FROM entity_articles WHERE entity_id = entity));
