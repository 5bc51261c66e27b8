-- The texts to which the examined lines belong, as they stood before any furniture was cut from them, and as they stand.
SELECT t.article_id, coalesce(t.whole, t.text) AS whole, t.positions, t.text, t.cleaned_hash
FROM store.article_texts t
WHERE t.article_id IN (SELECT article_id FROM examined);
