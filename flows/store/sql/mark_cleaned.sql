-- What cleaning made of each page (staged_cleaned).
UPDATE store.pages AS p
SET extractor = c.extractor, article_id = c.article_id, text_hash = c.text_hash, reason = c.reason, detail = c.detail
FROM staged_cleaned AS c
WHERE p.page_id = c.page_id;
