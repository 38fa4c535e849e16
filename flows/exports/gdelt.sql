-- GDELT 2.0 event table, its 61 columns in their order: one row for each happening, first actor and first recipient.
WITH reported AS (
    SELECT *, count(*) OVER (PARTITION BY canonical_event_id) AS articles_telling,
           sum(len(event_mentions)) OVER (PARTITION BY canonical_event_id) AS times_told
    FROM events
    WHERE status = 'actual'
), happened AS (
    SELECT DISTINCT ON (canonical_event_id) *,
           coalesce(event_date_start, articles.published_date) AS day
    FROM reported
    JOIN (SELECT article_id, published_date, url FROM articles) AS articles USING (article_id)
    WHERE coalesce(event_date_start, articles.published_date) IS NOT NULL  -- the table has no row without a day
    ORDER BY canonical_event_id, confidence DESC, event_id
)
SELECT ('0x' || substr(happened.canonical_event_id, 3, 15))::BIGINT AS "GLOBALEVENTID",
       strftime(day, '%Y%m%d')::INTEGER AS "SQLDATE",
       strftime(day, '%Y%m')::INTEGER AS "MonthYear",
       year(day) AS "Year",
       round(year(day) + (dayofyear(day) - 1) / 365.0, 4) AS "FractionDate",
       concat(source.country, source.sector) AS "Actor1Code",
       upper(source.name) AS "Actor1Name",
       source.country AS "Actor1CountryCode",
       CASE WHEN source.actor_kind IN ('igo', 'armed_group') THEN source.actor_id END AS "Actor1KnownGroupCode",
       NULL AS "Actor1EthnicCode",
       NULL AS "Actor1Religion1Code",
       NULL AS "Actor1Religion2Code",
       source.sector AS "Actor1Type1Code",
       NULL AS "Actor1Type2Code",
       NULL AS "Actor1Type3Code",
       concat(target.country, target.sector) AS "Actor2Code",
       upper(target.name) AS "Actor2Name",
       target.country AS "Actor2CountryCode",
       CASE WHEN target.actor_kind IN ('igo', 'armed_group') THEN target.actor_id END AS "Actor2KnownGroupCode",
       NULL AS "Actor2EthnicCode",
       NULL AS "Actor2Religion1Code",
       NULL AS "Actor2Religion2Code",
       target.sector AS "Actor2Type1Code",
       NULL AS "Actor2Type2Code",
       NULL AS "Actor2Type3Code",
       1 AS "IsRootEvent",
       cameo_code AS "EventCode",
       left(cameo_code, 3) AS "EventBaseCode",
       left(cameo_code, 2) AS "EventRootCode",
       CASE quad_class WHEN 'verbal_cooperation' THEN 1 WHEN 'material_cooperation' THEN 2
                       WHEN 'verbal_conflict' THEN 3 ELSE 4 END AS "QuadClass",
       goldstein AS "GoldsteinScale",
       times_told::INTEGER AS "NumMentions",
       articles_telling AS "NumSources",
       articles_telling AS "NumArticles",
       NULL AS "AvgTone",
       0 AS "Actor1Geo_Type",
       NULL AS "Actor1Geo_FullName",
       NULL AS "Actor1Geo_CountryCode",
       NULL AS "Actor1Geo_ADM1Code",
       NULL AS "Actor1Geo_ADM2Code",
       NULL AS "Actor1Geo_Lat",
       NULL AS "Actor1Geo_Long",
       NULL AS "Actor1Geo_FeatureID",
       0 AS "Actor2Geo_Type",
       NULL AS "Actor2Geo_FullName",
       NULL AS "Actor2Geo_CountryCode",
       NULL AS "Actor2Geo_ADM1Code",
       NULL AS "Actor2Geo_ADM2Code",
       NULL AS "Actor2Geo_Lat",
       NULL AS "Actor2Geo_Long",
       NULL AS "Actor2Geo_FeatureID",
       CASE WHEN place_name IS NULL THEN 0
            WHEN exactness.precision = 'country' THEN 1
            WHEN exactness.precision = 'region' THEN CASE WHEN place_country = 'USA' THEN 2 ELSE 5 END
            WHEN place_country = 'USA' THEN 3 ELSE 4 END AS "ActionGeo_Type",
       place_name AS "ActionGeo_FullName",
       place_country AS "ActionGeo_CountryCode",
       NULL AS "ActionGeo_ADM1Code",
       NULL AS "ActionGeo_ADM2Code",
       latitude AS "ActionGeo_Lat",
       longitude AS "ActionGeo_Long",
       geoname_id AS "ActionGeo_FeatureID",
       strftime(coalesce(published_date, day), '%Y%m%d000000')::BIGINT AS "DATEADDED",
       url AS "SOURCEURL"
FROM happened
LEFT JOIN exactness USING (event_id)
LEFT JOIN actors AS source ON source.actor_id = happened.source_ids[1]
LEFT JOIN actors AS target ON target.actor_id = happened.target_ids[1]
ORDER BY "SQLDATE", "GLOBALEVENTID"
