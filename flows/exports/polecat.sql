-- POLECAT weekly file, its 40 columns in their order: one row for each event, actor and recipient; the future rule of PLOVER is applied.
WITH sides AS (
    SELECT *,
           status = 'planned' AND event_type IN ('CONSULT', 'SUPPORT', 'COOPERATE', 'AID') AS is_agreed,
           unnest(CASE WHEN len(source_ids) > 0 THEN source_ids ELSE [NULL] END) AS source_id
    FROM events
    WHERE status IN ('actual', 'planned')
), pairs AS (
    SELECT *, unnest(CASE WHEN len(target_ids) > 0 THEN target_ids ELSE [NULL] END) AS target_id FROM sides
)
SELECT pairs.event_id AS "Event ID",
       coalesce(pairs.event_date_start, articles.published_date) AS "Event Date",
       CASE WHEN is_agreed THEN 'AGREE' ELSE pairs.event_type END AS "Event Type",
       CASE WHEN NOT is_agreed THEN pairs.event_mode END AS "Event Mode",
       CASE WHEN is_agreed THEN 2.5 ELSE pairs.goldstein END AS "Intensity",
       CASE WHEN is_agreed THEN 'VERBAL COOPERATION'
            ELSE upper(replace(pairs.quad_class, '_', ' ')) END AS "Quad Code",
       nullif(array_to_string(pairs.contexts, ';'), '') AS "Contexts",
       source.name AS "Actor Name",
       source.country AS "Actor Country",
       NULL AS "Actor COW",
       source.sector AS "Primary Actor Sector",
       source.sector AS "Actor Sectors",
       NULL AS "Actor Title",
       NULL AS "Actor Name Raw",
       NULL AS "Wikipedia Actor ID",
       target.name AS "Recipient Name",
       target.country AS "Recipient Country",
       NULL AS "Recipient COW",
       target.sector AS "Primary Recipient Sector",
       target.sector AS "Recipient Sectors",
       NULL AS "Recipient Title",
       NULL AS "Recipient Name Raw",
       NULL AS "Wikipedia Recipient ID",
       pairs.place_name AS "Placename",
       CASE WHEN exactness.precision IN ('town', 'point') THEN pairs.place_name END AS "City",
       NULL AS "District",
       CASE WHEN exactness.precision = 'region' THEN pairs.place_name END AS "Province",
       pairs.place_country AS "Country",
       pairs.latitude AS "Latitude",
       pairs.longitude AS "Longitude",
       pairs.geoname_id AS "GeoNames ID",
       NULL AS "Raw Placename",
       NULL AS "Feature Type",
       coalesce(articles.publisher, articles.agency) AS "Source",
       articles.published_date AS "Publication Date",
       NULL AS "Story People",
       NULL AS "Story Organizations",
       NULL AS "Story Locations",
       articles.language AS "Language",
       documents.pipeline_version AS "Version"
FROM pairs
LEFT JOIN exactness USING (event_id)
JOIN articles USING (article_id)
JOIN documents ON documents.document_id = articles.document_id AND documents.status = 'loaded'
LEFT JOIN actors AS source ON source.actor_id = pairs.source_id
LEFT JOIN actors AS target ON target.actor_id = pairs.target_id
ORDER BY "Event Date", "Event ID", "Actor Name", "Recipient Name"
