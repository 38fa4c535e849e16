-- POLECAT weekly file: one row for each event, actor and recipient; the future rule of PLOVER is applied.
WITH sides AS (
    SELECT *,
           unnest(CASE WHEN len(source_ids) > 0 THEN source_ids ELSE [NULL] END) AS source_id
    FROM events
    WHERE status IN ('actual', 'planned')
), pairs AS (
    SELECT *, unnest(CASE WHEN len(target_ids) > 0 THEN target_ids ELSE [NULL] END) AS target_id FROM sides
)
SELECT pairs.event_id AS "Event ID",
       coalesce(pairs.event_date_start, articles.published_date) AS "Event Date",
       CASE WHEN pairs.status = 'planned' AND pairs.event_type IN ('CONSULT', 'SUPPORT', 'COOPERATE', 'AID')
            THEN 'AGREE' ELSE pairs.event_type END AS "Event Type",
       CASE WHEN pairs.status = 'planned' AND pairs.event_type IN ('CONSULT', 'SUPPORT', 'COOPERATE', 'AID')
            THEN NULL ELSE pairs.event_mode END AS "Event Mode",
       CASE WHEN pairs.status = 'planned' AND pairs.event_type IN ('CONSULT', 'SUPPORT', 'COOPERATE', 'AID')
            THEN 2.5 ELSE pairs.goldstein END AS "Intensity",
       CASE WHEN pairs.status = 'planned' AND pairs.event_type IN ('COOPERATE', 'AID') THEN 'VERBAL COOPERATION'
            ELSE upper(replace(pairs.quad_class, '_', ' ')) END AS "Quad Code",
       array_to_string(pairs.contexts, ';') AS "Contexts",
       source.name AS "Actor Name",
       source.country AS "Actor Country",
       source.sector AS "Primary Actor Sector",
       source.wikidata_id AS "Wikidata Actor ID",
       target.name AS "Recipient Name",
       target.country AS "Recipient Country",
       target.sector AS "Primary Recipient Sector",
       target.wikidata_id AS "Wikidata Recipient ID",
       pairs.place_name AS "Placename",
       pairs.place_country AS "Country",
       pairs.latitude AS "Latitude",
       pairs.longitude AS "Longitude",
       pairs.geoname_id AS "GeoNames ID",
       coalesce(articles.publisher, articles.agency) AS "Source",
       articles.published_date AS "Publication Date",
       articles.language AS "Language",
       pairs.canonical_event_id AS "Story",
       documents.pipeline_version AS "Version"
FROM pairs
JOIN articles USING (article_id)
JOIN documents ON documents.document_id = articles.document_id AND documents.status = 'loaded'
LEFT JOIN actors AS source ON source.actor_id = pairs.source_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
ORDER BY "Event Date", "Event ID", "Actor Name", "Recipient Name"
