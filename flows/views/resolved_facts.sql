-- What the row in `entities` of each entity says whose names a correction changes, before it is renamed or retyped.
CREATE VIEW resolved_facts AS
WITH mine AS (
    SELECT c.entity_id, n.name_id, n.name, n.type, n.articles FROM corrected_names c JOIN store.names n USING (name_id) WHERE c.entity_id IS NOT NULL
), counted AS (
    SELECT entity_id, count(*) AS articles, sum(mentions) AS mentions, min(dated_at) AS first_at, max(dated_at) AS last_at
    FROM (SELECT m.entity_id, article_id, sum(a.mentions) AS mentions
          FROM store.article_names a JOIN mine m USING (name_id) GROUP BY m.entity_id, article_id)
    JOIN (SELECT article_id, coalesce(published_at, first_seen_at) AS dated_at FROM store.articles) USING (article_id)
    GROUP BY entity_id
), shown AS (
    -- The name that it had, as long as it still has it; else its commonest.
    SELECT m.entity_id, coalesce(arg_max(m.name, m.articles) FILTER (m.name = kept.name), arg_max(m.name, {'articles': m.articles, 'name': m.name})) AS name,
           arg_max(m.type, {'articles': m.articles, 'name': m.name}) AS type
    FROM mine m LEFT JOIN store.entities kept USING (entity_id) GROUP BY m.entity_id
), spelled AS (
    SELECT entity_id, list(surface ORDER BY articles DESC, surface) AS aliases
    FROM (SELECT m.entity_id, s.surface, sum(s.articles) AS articles FROM store.name_surfaces s JOIN mine m USING (name_id) GROUP BY ALL)
    GROUP BY entity_id
)
SELECT entity_id, name, type, list_filter(aliases, lambda alias: alias <> name) AS aliases, articles, CAST(mentions AS BIGINT) AS mentions, first_at, last_at
FROM counted JOIN shown USING (entity_id) JOIN spelled USING (entity_id);
