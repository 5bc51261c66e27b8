-- Texts that have lost or got back furniture (staged_trimmed, staged_texts), what is cut from them (staged_cuts), and whose stories
-- that changes (staged_stories). The version stays: the article did not change, what we take for it did.
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

MERGE INTO store.articles AS kept
USING staged_stories AS new
ON kept.article_id = new.article_id
WHEN MATCHED AND kept.story_id <> new.story_id THEN UPDATE SET story_id = new.story_id;
