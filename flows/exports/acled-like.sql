-- ACLED's 31 columns in their order: one row for each happening of violence, protest or strategic development somewhere.
WITH happened AS (
    SELECT DISTINCT ON (canonical_event_id) events.*, articles.published_date, articles.publisher, articles.agency,
           coalesce(events.event_date_start, articles.published_date) AS happened_on
    FROM events
    JOIN articles USING (article_id)
    WHERE events.status = 'actual' AND events.event_type IN ('ASSAULT', 'PROTEST', 'COERCE', 'MOBILIZE', 'RETREAT')
    ORDER BY canonical_event_id, events.confidence DESC, events.event_id
), kinds AS (
    SELECT actor_id,
           CASE WHEN actor_kind IN ('igo', 'company', 'media', 'organisation') AND sector IS DISTINCT FROM 'GOV'
                     AND sector NOT IN ('MIL', 'COP', 'REB', 'UAF', 'CVL') THEN 'External/Other forces'
                WHEN sector = 'REB' THEN 'Rebel group'
                WHEN sector = 'UAF' OR actor_kind = 'armed_group' THEN 'Political militia'
                WHEN sector IN ('MIL', 'COP', 'GOV', 'SPY', 'JUD', 'LEG') OR actor_kind IN ('state', 'government_body', 'armed_force')
                    THEN 'State forces'
                WHEN sector IS NOT NULL OR actor_kind IN ('group', 'person') THEN 'Civilians'
                ELSE 'External/Other forces' END AS inter
    FROM actors
), sided AS (
    SELECT happened.*, source.name AS source_name, target.name AS target_name, target.sector AS target_sector,
           CASE WHEN happened.event_type = 'PROTEST'
                THEN CASE WHEN event_mode IN ('riot', 'vandalize') THEN 'Rioters' ELSE 'Protesters' END
                ELSE source_kind.inter END AS inter1,
           target_kind.inter AS inter2
    FROM happened
    LEFT JOIN actors AS source ON source.actor_id = happened.source_ids[1]
    LEFT JOIN actors AS target ON target.actor_id = happened.target_ids[1]
    LEFT JOIN kinds AS source_kind ON source_kind.actor_id = happened.source_ids[1]
    LEFT JOIN kinds AS target_kind ON target_kind.actor_id = happened.target_ids[1]
), coded AS (
    SELECT *,
           CASE WHEN event_type = 'PROTEST' AND event_mode IN ('riot', 'vandalize') THEN 'Riots'
                WHEN event_type = 'PROTEST' THEN 'Protests'
                WHEN event_type <> 'ASSAULT' THEN 'Strategic developments'
                WHEN event_mode = 'destroy' THEN 'Strategic developments'
                WHEN event_mode IN ('aerial', 'drone', 'explosives', 'heavy-weapons', 'suicide-attack', 'unconventional')
                    THEN 'Explosions/Remote violence'
                WHEN inter2 = 'Civilians' OR event_mode IN ('abduct', 'sexual', 'torture', 'beat', 'targeted')
                    THEN 'Violence against civilians'
                ELSE 'Battles' END AS kind
    FROM sided
)
SELECT canonical_event_id AS event_id_cnty,
       happened_on AS event_date,
       year(happened_on) AS year,
       CASE date_precision WHEN 'day' THEN 1 WHEN 'week' THEN 2 ELSE 3 END AS time_precision,
       CASE WHEN kind IN ('Protests', 'Riots') THEN 'Demonstrations'
            WHEN kind = 'Strategic developments' THEN kind ELSE 'Political violence' END AS disorder_type,
       kind AS event_type,
       CASE WHEN kind = 'Protests' THEN 'Peaceful protest'
            WHEN kind = 'Riots' THEN 'Violent demonstration'
            WHEN kind = 'Battles' THEN 'Armed clash'
            WHEN event_mode IN ('aerial', 'drone') THEN 'Air/drone strike'
            WHEN event_mode = 'heavy-weapons' THEN 'Shelling/artillery/missile attack'
            WHEN event_mode = 'suicide-attack' THEN 'Suicide bomb'
            WHEN event_mode = 'explosives' THEN 'Remote explosive/landmine/IED'
            WHEN event_mode = 'unconventional' THEN 'Chemical weapon'
            WHEN event_mode = 'sexual' THEN 'Sexual violence'
            WHEN event_mode = 'abduct' THEN 'Abduction/forced disappearance'
            WHEN kind = 'Violence against civilians' THEN 'Attack'
            WHEN event_mode = 'arrest' THEN 'Arrests'
            WHEN event_mode IN ('destroy', 'seize') THEN 'Looting/property destruction'
            WHEN event_mode = 'ceasefire' THEN 'Agreement'
            ELSE 'Other' END AS sub_event_type,
       source_name AS actor1,
       array_to_string(source_names[2:], '; ') AS assoc_actor_1,
       inter1,
       target_name AS actor2,
       array_to_string(target_names[2:], '; ') AS assoc_actor_2,
       inter2,
       concat_ws('-', coalesce(inter1, inter2), CASE WHEN inter1 IS NULL OR inter2 IS NULL THEN 'only' ELSE inter2 END)
           AS interaction,
       CASE WHEN inter2 = 'Civilians' AND kind NOT IN ('Protests', 'Strategic developments')
            THEN 'Civilian targeting' END AS civilian_targeting,
       NULL AS iso,
       NULL AS region,
       coalesce(countries.name, place_country) AS country,
       NULL AS admin1,
       NULL AS admin2,
       NULL AS admin3,
       place_name AS location,
       latitude,
       longitude,
       CASE exactness.precision WHEN 'country' THEN 3 WHEN 'region' THEN 2 ELSE 1 END AS geo_precision,
       coalesce(agency, publisher) AS source,
       NULL AS source_scale,
       evidence AS notes,
       coalesce(list_max([m.low FOR m IN magnitudes IF m.kind = 'killed' AND m.scope = 'incident']), 0)::INTEGER AS fatalities,
       NULL AS tags,
       epoch(published_date)::BIGINT AS timestamp
FROM coded
LEFT JOIN exactness USING (event_id)
LEFT JOIN countries ON countries.code = place_country
WHERE place_country IS NOT NULL AND happened_on IS NOT NULL
ORDER BY event_date, event_id_cnty
