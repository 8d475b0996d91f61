-- SPDX-License-Identifier: Apache-2.0
-- What tests/bench/policy.c compares a re-evaluation with: the same result by hand.
-- Its numbers and topics are set with .parameter.
WITH measured AS (
    SELECT f.collection_id, f.opted_in AS offered, f.up_count + f.down_count AS ratings,
           CASE WHEN f.up_count + f.down_count > 0 THEN f.up_count * 1.0 / (f.up_count + f.down_count) ELSE 0 END AS share,
           (instr(f.topics, char(10) || :topic || char(10)) > 0 OR instr(f.topics, char(10) || :other_topic || char(10)) > 0) AS has_topic,
           (instr(' ' || replace(f.words, char(10), ' ') || ' ', ' beach ') > 0 OR instr(f.words, '海滩') > 0) AS has_word,
           f.images >= 2 AS has_images, f.min_width >= 1080 AS is_wide,
           CASE WHEN f.is_shared = 1 THEN COALESCE((SELECT k.later - t.later_off FROM text_tally t JOIN text_class k ON k.id = t.class_id
                                                    WHERE t.collection_id = f.collection_id AND k.scope = 0 AND k.level = 0), 0)
                ELSE 0 END AS later,
           CASE WHEN f.is_shared = 1 THEN COALESCE((SELECT k.creators - t.creators_off - b.creators_off FROM text_tally t JOIN text_class k ON k.id = t.class_id
                                                           JOIN text_block b ON b.class_id = t.class_id AND b.block = t.block
                                                    WHERE t.collection_id = f.collection_id AND k.scope = 0 AND k.level = 0), 0)
                ELSE 0 END AS creators,
           f.print <> 0 AS has_text
    FROM fact f
    WHERE f.posted_us > 0
),
near AS (
    SELECT collection_id, offered * 1.0 AS opted,
           MIN(CASE WHEN ratings >= :ratings THEN 1 WHEN ratings >= 0.8 * :ratings THEN 0.8 ELSE 0 END,
               CASE WHEN share >= 0.8 THEN 1 WHEN share >= 0.8 * 0.8 THEN 0.8 ELSE 0 END) AS rated,
           CASE has_topic + has_word WHEN 2 THEN 1 ELSE 0 END AS content,
           CASE has_images + is_wide WHEN 2 THEN 1 ELSE 0 END AS attributes,
           CASE WHEN has_text THEN
                MIN(CASE WHEN later >= :later THEN 1 WHEN later >= 0.8 * :later THEN 0.8 ELSE 0 END,
                    CASE WHEN creators >= :creators THEN 1 WHEN creators >= 0.8 * :creators THEN 0.8 ELSE 0 END)
                ELSE 0 END AS shared
    FROM measured
),
found AS (
    SELECT collection_id, MAX(opted, rated, (content + attributes) / 2.0, shared) AS nearness,
           (opted = 1 OR rated = 1 OR (content = 1 AND attributes = 1) OR shared = 1)
           + 2 * (opted = 1) + 4 * (rated = 1) + 8 * (content = 1) + 16 * (attributes = 1) + 32 * (shared = 1)
           + 64 * (opted < 1) + 128 * (rated < 1) + 256 * (content < 1) + 512 * (attributes < 1) + 1024 * (shared < 1) AS outcome
    FROM near
)
UPDATE eligibility
SET outcome = found.outcome, nearness = found.nearness, evaluated_us = 1
FROM found
WHERE found.collection_id = eligibility.collection_id
  AND (found.outcome <> eligibility.outcome OR found.nearness <> eligibility.nearness);
