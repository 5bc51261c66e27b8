-- The stored articles whose story may change when the staged articles (staged_group) come in:
-- those that carry one of their texts, old or new.
SELECT article_id, text_hash, coalesce(published_at, first_seen_at) AS seen_at, word_count
FROM store.articles
WHERE text_hash IN (SELECT text_hash FROM staged_group
                    UNION SELECT text_hash FROM store.articles WHERE article_id IN (SELECT article_id FROM staged_group))
  AND article_id NOT IN (SELECT article_id FROM staged_group);
