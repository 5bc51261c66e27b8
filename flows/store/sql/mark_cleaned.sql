-- What cleaning made of each page (staged_cleaned), all of which waited for it. The versions of the articles that these
-- pages are are made anew.
UPDATE store.pages AS p
SET extractor = c.extractor, article_id = c.article_id, text_hash = c.text_hash, reading_hash = c.reading_hash,
    reason = c.reason, detail = c.detail
FROM staged_cleaned AS c
WHERE p.page_id = c.page_id AND p.extractor IS NULL;

DELETE FROM store.versions WHERE article_id IN (SELECT article_id FROM staged_cleaned);
