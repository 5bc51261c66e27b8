-- One number for all full names of one person, for those in unfolded_supports that have more than one: each is linked to every other.
SELECT name_id, min(least(name_id, other_id))
FROM (SELECT name_id, other_id FROM store.name_links WHERE rule = 'person'
      UNION ALL SELECT other_id, name_id FROM store.name_links WHERE rule = 'person')
WHERE name_id IN (SELECT name_id FROM unfolded_supports)
GROUP BY name_id;
