-- What each entity's row in `entities` says without corrections, counted once a snapshot; by which recogniser; then what the corrections of now make of it.
INSERT INTO store.entity_facts
WITH counted AS (
    SELECT entity_id, count(*) AS articles, CAST(sum(mentions) AS BIGINT) AS mentions,
           min(coalesce(published_at, first_seen_at)) AS first_at, max(coalesce(published_at, first_seen_at)) AS last_at
    FROM store.entity_articles JOIN store.articles USING (article_id)
    GROUP BY entity_id
), spelled AS (
    SELECT entity_id, list(surface ORDER BY articles DESC, surface) AS aliases
    FROM (SELECT n.entity_id, s.surface, sum(s.articles) AS articles
          FROM store.name_surfaces s JOIN store.names n USING (name_id) GROUP BY ALL)
    GROUP BY entity_id
)
SELECT e.entity_id, e.name, e.type, list_filter(spelled.aliases, lambda alias: alias <> e.name), articles, mentions, first_at, last_at
FROM store.entities e JOIN counted USING (entity_id) JOIN spelled USING (entity_id);
INSERT INTO meta SELECT 'recogniser', coalesce(string_agg(DISTINCT recogniser, ', '), 'none') FROM store.named;
INSERT INTO store.corrected_names SELECT * FROM resolved_names;
INSERT INTO store.corrected_entities SELECT * FROM resolved_entities;
INSERT INTO store.corrected_facts SELECT * FROM resolved_facts;
