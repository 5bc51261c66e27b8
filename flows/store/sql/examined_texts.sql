-- The texts to which the examined lines belong, as they stood before any furniture was cut from them, and as they stand.
SELECT a.article_id, coalesce(a.published_at, a.first_seen_at) AS seen_at, coalesce(t.whole, t.text) AS whole, t.positions, t.text, t.cleaned_hash
FROM store.articles a JOIN store.article_texts t USING (article_id)
WHERE a.article_id IN (SELECT article_id FROM examined);
