-- Texts that have lost or got back furniture (staged_trimmed, staged_texts), and what is cut from them (staged_cuts).
UPDATE store.pages AS p SET text_hash = new.text_hash
FROM staged_trimmed new JOIN store.articles old USING (article_id)
WHERE p.article_id = new.article_id AND p.text_hash = old.text_hash AND p.text_hash <> new.text_hash;

UPDATE store.articles AS a SET text_hash = new.text_hash, content_hash = new.content_hash, word_count = new.word_count
FROM staged_trimmed AS new
WHERE a.article_id = new.article_id;

UPDATE store.article_texts AS t SET text = new.text, whole = new.whole
FROM staged_texts AS new
WHERE t.article_id = new.article_id;

DELETE FROM store.cut_blocks WHERE reason = 'furniture' AND article_id IN (SELECT article_id FROM staged_trimmed);
INSERT INTO store.cut_blocks BY NAME SELECT * FROM staged_cuts;

-- Their versions are to be told apart anew, and their stories to be formed anew.
DELETE FROM store.versions WHERE article_id IN (SELECT article_id FROM staged_trimmed);
CREATE OR REPLACE TEMP TABLE parted AS SELECT article_id, story_id FROM store.articles SEMI JOIN staged_trimmed USING (article_id);
