-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give authorizations give the same columns, which authorization_read() of
-- lib/store/authorization.c expects. A use of one: an image of a posted collection of the
-- requester that shows the photo that was asked for.

-- name: authorization_insert
INSERT INTO permission (id, requester_id, creator_id, collection_id, image, media_id, note, state, version,
                        requested_us, expires_us, decided_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11);

-- name: authorization_get
SELECT p.id, p.requester_id, r.handle, r.name, p.creator_id, c.handle, c.name, p.collection_id, p.image, p.media_id,
       p.note, p.state, p.effect, p.version, p.requested_us, p.expires_us, p.decided_us
FROM permission p
JOIN account r ON r.id = p.requester_id
JOIN account c ON c.id = p.creator_id
WHERE p.id = $1;

-- name: authorization_of_requester
SELECT p.id, p.requester_id, r.handle, r.name, p.creator_id, c.handle, c.name, p.collection_id, p.image, p.media_id,
       p.note, p.state, p.effect, p.version, p.requested_us, p.expires_us, p.decided_us
FROM permission p
JOIN account r ON r.id = p.requester_id
JOIN account c ON c.id = p.creator_id
WHERE p.requester_id = $1 AND (CAST($2 AS TEXT) = '' OR p.state = $2) AND (p.requested_us, p.id) < ($3, $4)
ORDER BY p.requested_us DESC, p.id DESC
LIMIT $5;

-- name: authorization_of_creator
SELECT p.id, p.requester_id, r.handle, r.name, p.creator_id, c.handle, c.name, p.collection_id, p.image, p.media_id,
       p.note, p.state, p.effect, p.version, p.requested_us, p.expires_us, p.decided_us
FROM permission p
JOIN account r ON r.id = p.requester_id
JOIN account c ON c.id = p.creator_id
WHERE p.creator_id = $1 AND (CAST($2 AS TEXT) = '' OR p.state = $2) AND (p.requested_us, p.id) < ($3, $4)
ORDER BY p.requested_us DESC, p.id DESC
LIMIT $5;

-- name: authorization_due
SELECT p.id, p.requester_id, r.handle, r.name, p.creator_id, c.handle, c.name, p.collection_id, p.image, p.media_id,
       p.note, p.state, p.effect, p.version, p.requested_us, p.expires_us, p.decided_us
FROM permission p
JOIN account r ON r.id = p.requester_id
JOIN account c ON c.id = p.creator_id
WHERE p.state = 'pending' AND p.expires_us <= $1
ORDER BY p.expires_us
LIMIT $2;

-- name: authorization_next_due
SELECT expires_us FROM permission WHERE state = 'pending' ORDER BY expires_us LIMIT 1;

-- name: authorization_decide
UPDATE permission SET state = $3, effect = $4, version = version + 1, decided_us = $5 WHERE id = $1 AND state = $2;

-- Changes nothing, but is in the way of a revocation until the transaction ends, or finds
-- that one was first.
-- name: authorization_hold
UPDATE permission SET version = version WHERE id = $1 AND state = 'granted';

-- name: authorization_uses
SELECT COUNT(*)
FROM permission p
JOIN collection_image i ON i.reference_collection_id = p.collection_id AND i.reference_image = p.image
                       AND i.media_id = p.media_id
JOIN collection c ON c.id = i.collection_id AND c.account_id = p.requester_id AND c.state = 'posted'
WHERE p.id = $1;

-- name: authorization_mark_images
UPDATE collection_image SET is_replaced = CASE WHEN $2 = 'replace' THEN 1 ELSE is_replaced END,
                            is_hiding = CASE WHEN $2 = 'hide' THEN 1 ELSE is_hiding END
WHERE EXISTS (SELECT 1 FROM permission p
              JOIN collection c ON c.account_id = p.requester_id
              WHERE p.id = $1 AND c.id = collection_image.collection_id AND c.state = 'posted'
                AND p.collection_id = collection_image.reference_collection_id
                AND p.image = collection_image.reference_image AND p.media_id = collection_image.media_id)
  AND reference_collection_id = (SELECT collection_id FROM permission WHERE id = $1);

-- name: authorization_mark_collections
UPDATE collection SET is_hidden = CASE WHEN $2 = 'hide' THEN 1 ELSE is_hidden END, version = version + 1
WHERE state = 'posted'
  AND id IN (SELECT i.collection_id
             FROM permission p
             JOIN collection_image i ON i.reference_collection_id = p.collection_id AND i.reference_image = p.image
                                    AND i.media_id = p.media_id
             WHERE p.id = $1)
  AND account_id = (SELECT requester_id FROM permission WHERE id = $1);

-- name: authorization_list_uses
SELECT DISTINCT c.id
FROM permission p
JOIN collection_image i ON i.reference_collection_id = p.collection_id AND i.reference_image = p.image
                       AND i.media_id = p.media_id
JOIN collection c ON c.id = i.collection_id AND c.account_id = p.requester_id AND c.state = 'posted'
WHERE p.id = $1
ORDER BY c.id;

-- Where the images of a collection come from, one that was taken over from another collection
-- included; what their creators let a person do; her newest authorization, one that stands first.
-- name: origin_list
SELECT i.image, o.id, CASE WHEN i.reference_collection_id IS NULL THEN i.image ELSE i.reference_image END, i.media_id,
       o.account_id, a.consent, o.consent, w.consent, q.id, q.state,
       CASE WHEN i.is_replaced = 0 AND i.is_dropped = 0 AND o.is_removed = 0 THEN m.thumbhash END
FROM collection_image i
JOIN media m ON m.id = i.media_id
JOIN collection o ON o.id = COALESCE(i.reference_collection_id, i.collection_id)
JOIN account a ON a.id = o.account_id
LEFT JOIN consent_person w ON w.account_id = o.account_id AND w.person_id = $3
LEFT JOIN permission q ON q.id = (
    SELECT p.id FROM permission p
    WHERE p.requester_id = $3 AND p.collection_id = o.id AND p.media_id = i.media_id
      AND p.image = CASE WHEN i.reference_collection_id IS NULL THEN i.image ELSE i.reference_image END
    ORDER BY CASE WHEN p.state IN ('pending', 'granted') THEN 0 ELSE 1 END, p.requested_us DESC, p.id DESC
    LIMIT 1)
WHERE i.collection_id = $1 AND i.image BETWEEN $2 AND $4
ORDER BY i.image;

-- name: receipt_insert
INSERT INTO receipt (permission_id, version, statement, signature, key_id, created_us) VALUES ($1, $2, $3, $4, $5, $6);

-- name: receipt_list
SELECT statement, signature, key_id FROM receipt WHERE permission_id = $1 ORDER BY version;

-- name: consent_get
SELECT consent FROM consent_person WHERE account_id = $1 AND person_id = $2;

-- name: consent_put
INSERT INTO consent_person (account_id, person_id, consent, created_us) VALUES ($1, $2, $3, $4)
ON CONFLICT (account_id, person_id) DO UPDATE SET consent = excluded.consent;

-- name: consent_delete
DELETE FROM consent_person WHERE account_id = $1 AND person_id = $2;

-- name: consent_list
SELECT w.person_id, a.handle, a.name, w.consent, w.created_us
FROM consent_person w JOIN account a ON a.id = w.person_id
WHERE w.account_id = $1 AND (w.created_us, w.person_id) < ($2, $3)
ORDER BY w.created_us DESC, w.person_id DESC
LIMIT $4;
