-- Versions and headlines of the articles that waited for them (staged_versions, staged_headlines).
INSERT INTO store.versions BY NAME SELECT * FROM staged_versions;
DELETE FROM store.headlines WHERE article_id NOT IN (SELECT article_id FROM store.versions)
                               OR article_id IN (SELECT article_id FROM staged_versions);
INSERT INTO store.headlines BY NAME SELECT * FROM staged_headlines;

UPDATE store.articles AS a SET version = v.version
FROM (SELECT article_id, max(version) AS version FROM staged_versions GROUP BY article_id) AS v
WHERE a.article_id = v.article_id AND a.version <> v.version;
UPDATE store.articles SET version = 1 WHERE version > 1 AND article_id NOT IN (SELECT article_id FROM store.versions);
