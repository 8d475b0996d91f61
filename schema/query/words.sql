-- SPDX-License-Identifier: Apache-2.0

-- name: words_version
SELECT value FROM counter WHERE name = 'words';

-- name: words_next_version
UPDATE counter SET value = value + 1 WHERE name = 'words' RETURNING value;

-- name: words_get
SELECT word, folded, action FROM word ORDER BY position;

-- name: words_clear
DELETE FROM word;

-- name: word_insert
INSERT INTO word (position, word, folded, action) VALUES ($1, $2, $3, $4);
