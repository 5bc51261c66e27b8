-- Articles whose page is no longer theirs (`parted`) go, and other pages of such an article are cleaned again, so that
-- the best of them takes its place. Readings and versions that no page has any more go too.
UPDATE store.pages SET extractor = NULL WHERE article_id IN (SELECT article_id FROM parted);
DELETE FROM store.ungrouped WHERE article_id IN (SELECT article_id FROM parted);
DELETE FROM store.articles WHERE article_id IN (SELECT article_id FROM parted);
DELETE FROM store.article_texts WHERE article_id IN (SELECT article_id FROM parted);
DELETE FROM store.cut_blocks WHERE article_id IN (SELECT article_id FROM parted);

INSERT INTO store.unweighed SELECT DISTINCT source_id, block_id FROM store.lines WHERE article_id IN (SELECT article_id FROM parted);
DELETE FROM store.lines WHERE article_id IN (SELECT article_id FROM parted);

DELETE FROM store.readings WHERE NOT EXISTS (
    FROM store.pages p WHERE p.article_id = readings.article_id AND p.reading_hash = readings.reading_hash);
DELETE FROM store.versions WHERE article_id IN (
    SELECT article_id FROM store.versions v
    ANTI JOIN store.pages p ON p.page_id = v.page_id AND p.article_id = v.article_id AND p.reading_hash = v.reading_hash);
