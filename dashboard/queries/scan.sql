-- The articles of some days whose texts have the words of a search, or parts of words like them, where no index says so. Four lists: what title
-- or text have to have, and what the title has to; then what neither may have, and what the title may not.
SELECT article_id, 0 AS rank
FROM articles
WHERE (CAST($first AS DATE) IS NULL OR day >= CAST($first AS DATE)) AND (CAST($last AS DATE) IS NULL OR day <= CAST($last AS DATE))
  AND len(list_filter(CAST($with_text AS VARCHAR[]), lambda word: NOT contains(lower(concat_ws(' ', title, lead, text)), word))) = 0
  AND len(list_filter(CAST($with_title AS VARCHAR[]), lambda word: NOT contains(lower(title), word))) = 0
  AND len(list_filter(CAST($without_text AS VARCHAR[]), lambda word: contains(lower(concat_ws(' ', title, lead, text)), word))) = 0
  AND len(list_filter(CAST($without_title AS VARCHAR[]), lambda word: contains(lower(title), word))) = 0;
