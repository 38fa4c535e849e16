-- ACLED's columns: one row for each happening of political violence or protest that took place somewhere.
WITH happened AS (
    SELECT DISTINCT ON (canonical_event_id) events.*, articles.published_date, articles.publisher, articles.agency,
           coalesce(events.event_date_start, articles.published_date) AS day
    FROM events
    JOIN articles USING (article_id)
    WHERE events.status = 'actual' AND events.event_type IN ('ASSAULT', 'PROTEST', 'COERCE', 'MOBILIZE', 'RETREAT')
    ORDER BY canonical_event_id, events.confidence DESC, events.event_id
)
SELECT canonical_event_id AS event_id_cnty,
       day AS event_date,
       year(day) AS year,
       CASE date_precision WHEN 'day' THEN 1 WHEN 'week' THEN 2 ELSE 3 END AS time_precision,
       CASE event_type WHEN 'PROTEST' THEN 'Demonstrations' WHEN 'ASSAULT' THEN 'Political violence'
                       ELSE 'Strategic developments' END AS disorder_type,
       CASE WHEN event_type = 'PROTEST' AND event_mode IN ('riot', 'vandalize') THEN 'Riots'
            WHEN event_type = 'PROTEST' THEN 'Protests'
            WHEN event_type <> 'ASSAULT' THEN 'Strategic developments'
            WHEN event_mode IN ('aerial', 'drone', 'explosives', 'heavy-weapons', 'suicide-attack', 'unconventional')
                THEN 'Explosions/Remote violence'
            WHEN target.sector = 'CVL' OR event_mode IN ('abduct', 'sexual', 'torture', 'beat', 'targeted')
                THEN 'Violence against civilians'
            ELSE 'Battles' END AS event_type,
       event_mode AS sub_event_type,
       source.name AS actor1,
       source_names[2] AS assoc_actor_1,
       target.name AS actor2,
       target_names[2] AS assoc_actor_2,
       CASE WHEN target.sector = 'CVL' THEN 'Civilian targeting' END AS civilian_targeting,
       place_country AS iso3,
       place_name AS location,
       latitude,
       longitude,
       coalesce(agency, publisher) AS source,
       evidence AS notes,
       coalesce(list_max([m.low FOR m IN magnitudes IF m.kind = 'killed']), 0)::INTEGER AS fatalities
FROM happened
LEFT JOIN actors AS source ON source.actor_id = happened.source_ids[1]
LEFT JOIN actors AS target ON target.actor_id = happened.target_ids[1]
WHERE place_country IS NOT NULL
ORDER BY event_date, event_id_cnty
