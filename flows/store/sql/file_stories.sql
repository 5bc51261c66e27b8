-- The staged articles are grouped (staged_sketches, staged_agencies); staged_stories has the story of each article that
-- this may concern.
INSERT INTO store.sketches BY NAME SELECT * FROM staged_sketches;
DELETE FROM store.ungrouped WHERE article_id IN (SELECT article_id FROM staged_sketches);

UPDATE store.articles AS a SET agency = new.agency
FROM staged_agencies AS new
WHERE a.article_id = new.article_id AND a.agency IS DISTINCT FROM new.agency;

UPDATE store.articles AS a SET story_id = new.story_id
FROM staged_stories AS new
WHERE a.article_id = new.article_id AND a.story_id <> new.story_id;
