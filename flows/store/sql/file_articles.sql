-- Staged articles into the store; what did not change is not touched. staged_articles and staged_texts have a row an
-- article, staged_cuts a row a block, staged_readings a row a visit that does not count. The store is looked through
-- once for the articles that it knows (`known`): most are new, and what is done to the others then costs nothing.
CREATE OR REPLACE TEMP TABLE known AS
SELECT article_id, page_id, story_id, content_hash, title FROM store.articles SEMI JOIN staged_articles USING (article_id);

CREATE OR REPLACE TEMP TABLE changed AS
SELECT article_id FROM staged_articles ANTI JOIN known USING (article_id, content_hash);

CREATE OR REPLACE TEMP TABLE replaced AS FROM known SEMI JOIN changed USING (article_id);

-- Stories that a changed article belonged to are formed anew.
DELETE FROM store.sketches WHERE article_id IN (
    SELECT article_id FROM store.articles WHERE story_id IN (SELECT story_id FROM replaced));

-- What an article read like until now stays a reading of it, unless its page was cleaned again just now.
INSERT INTO store.readings
SELECT r.article_id, p.reading_hash, r.title, t.lead, t.text
FROM (FROM replaced ANTI JOIN staged_cleaned USING (page_id)) AS r
JOIN store.pages p ON p.page_id = r.page_id JOIN store.article_texts t ON t.article_id = r.article_id
ANTI JOIN store.readings k ON k.article_id = r.article_id AND k.reading_hash = p.reading_hash;
INSERT INTO store.readings BY NAME
SELECT DISTINCT ON (article_id, reading_hash) * FROM staged_readings ANTI JOIN store.readings USING (article_id, reading_hash);

MERGE INTO store.articles AS kept
USING (FROM staged_articles SEMI JOIN replaced USING (article_id)) AS new
ON kept.article_id = new.article_id
WHEN MATCHED THEN UPDATE BY NAME;
MERGE INTO store.article_texts AS kept
USING (FROM staged_texts SEMI JOIN replaced USING (article_id)) AS new
ON kept.article_id = new.article_id
WHEN MATCHED THEN UPDATE BY NAME;
DELETE FROM store.cut_blocks WHERE article_id IN (SELECT article_id FROM replaced);

-- A new article is a story of its own until it is grouped, and its first version.
INSERT INTO store.articles BY NAME
SELECT *, 1 AS version, article_id AS story_id FROM staged_articles ANTI JOIN known USING (article_id);
INSERT INTO store.article_texts BY NAME SELECT * FROM staged_texts ANTI JOIN known USING (article_id);
INSERT INTO store.cut_blocks BY NAME SELECT * FROM staged_cuts SEMI JOIN changed USING (article_id);
