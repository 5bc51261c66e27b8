-- The stories of the articles in `parted` (article_id, story_id) are to be formed anew: all their articles wait for it.
INSERT INTO store.ungrouped
SELECT article_id FROM store.articles WHERE story_id IN (SELECT story_id FROM parted)
EXCEPT SELECT article_id FROM store.ungrouped;
DELETE FROM store.sketches WHERE article_id IN (SELECT article_id FROM store.ungrouped);
