-- SPDX-License-Identifier: Apache-2.0

-- name: policy_newest
SELECT version, document, created_us FROM policy ORDER BY version DESC LIMIT 1;

-- name: policy_insert
INSERT INTO policy (version, document, created_us) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING;

-- name: eligibility_put
INSERT INTO eligibility (collection_id, policy_version, is_eligible, explanation, evaluated_us)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (collection_id) DO UPDATE
SET policy_version = excluded.policy_version, is_eligible = excluded.is_eligible, explanation = excluded.explanation,
    evaluated_us = excluded.evaluated_us;

-- name: eligibility_get
SELECT policy_version, is_eligible, explanation, evaluated_us FROM eligibility WHERE collection_id = $1;
