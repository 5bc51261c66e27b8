-- Which of these ids are those of names, shown or hidden.
SELECT CAST(name_id AS VARCHAR) AS name_id
FROM (SELECT name_id FROM entity_names UNION SELECT name_id FROM corrected_names)
WHERE name_id IN (SELECT unnest(CAST($name_ids AS BIGINT[])));
