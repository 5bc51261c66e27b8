-- Articles that are other than the store knows them (`replaced`).
CREATE OR REPLACE TEMP TABLE parted AS SELECT article_id, story_id FROM replaced;

-- What an article read like until now stays a reading of it, unless its page was cleaned again just now.
INSERT INTO store.readings
SELECT r.article_id, p.reading_hash, a.title, t.lead, coalesce(t.whole, t.text)
FROM (FROM replaced ANTI JOIN staged_cleaned USING (page_id)) AS r
JOIN store.articles a ON a.article_id = r.article_id JOIN store.pages p ON p.page_id = r.page_id
JOIN store.article_texts t ON t.article_id = r.article_id
ANTI JOIN store.readings k ON k.article_id = r.article_id AND k.reading_hash = p.reading_hash;

MERGE INTO store.articles AS kept
USING (FROM staged_articles SEMI JOIN replaced USING (article_id)) AS new
ON kept.article_id = new.article_id
WHEN MATCHED THEN UPDATE BY NAME;
MERGE INTO store.article_texts AS kept
USING (FROM staged_texts SEMI JOIN replaced USING (article_id)) AS new
ON kept.article_id = new.article_id
WHEN MATCHED THEN UPDATE BY NAME;
DELETE FROM store.cut_blocks WHERE article_id IN (SELECT article_id FROM replaced);
