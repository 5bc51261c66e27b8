-- The names that are to be folded again, with those of the same key, each as it is most often spelled now; and what they are short for.
CREATE OR REPLACE TEMP TABLE spelled AS
SELECT name_id, arg_max(surface, {'articles': articles, 'surface': surface}) AS name
FROM store.name_surfaces
WHERE alone_id = name_id AND name_id IN (SELECT name_id FROM store.unfolded)
GROUP BY name_id;

CREATE OR REPLACE TEMP TABLE unfolded_names AS
SELECT name_id, coalesce(spelled.name, n.name) AS name, type, key, articles, first_seen_at, entity_id, spelled.name <> n.name AS respelled
FROM store.names n LEFT JOIN spelled USING (name_id)
WHERE key IN (SELECT key FROM store.names WHERE name_id IN (SELECT name_id FROM store.unfolded UNION SELECT name_id FROM unfolded_people));

UPDATE store.names AS n SET name = u.name FROM unfolded_names AS u WHERE u.respelled AND n.name_id = u.name_id;

CREATE OR REPLACE TEMP TABLE unfolded_supports AS
SELECT s.alone_id, n.name_id, n.name, n.type, n.key, n.articles, n.first_seen_at, CAST(sum(s.articles) AS BIGINT) AS in_articles
FROM store.name_surfaces s JOIN store.names n USING (name_id)
WHERE s.alone_id <> s.name_id AND s.alone_id IN (SELECT name_id FROM unfolded_names)
GROUP BY ALL;
