-- What the articles that name an entity are about: for each of some entities (a list of entity_id) the stories between two days that most
-- articles carry, `most` of them. article_id and title are those of the story's first article in that time that names the entity.
CREATE MACRO stories_about(entities, first_day, last_day, most := 3) AS TABLE
WITH told AS (
    SELECT e.entity_id, story_id, count(*) AS articles, count(DISTINCT family) AS publishers, min(e.day) AS day, arg_min(article_id, (e.day, article_id)) AS article_id,
           row_number() OVER (PARTITION BY e.entity_id ORDER BY count(*) DESC, min(e.day) DESC, story_id) AS place
    FROM entity_articles e JOIN article_days USING (article_id, day)
    WHERE e.entity_id IN (SELECT unnest(entities)) AND e.day BETWEEN first_day AND last_day
    GROUP BY e.entity_id, story_id
)
SELECT entity_id, told.story_id, told.articles, told.publishers, told.day, article_id, title
FROM told JOIN store.articles USING (article_id)
WHERE place <= most;
