-- SPDX-License-Identifier: Apache-2.0
-- Times are microseconds since 1970 UTC. One text for both engines: see docs/sql.md.

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    bio TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'admin')),
    password TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_us BIGINT NOT NULL,
    updated_us BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expires ON session (expires_us);

CREATE TABLE follow (
    follower_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    followed_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_us BIGINT NOT NULL,
    PRIMARY KEY (follower_id, followed_id)
);
CREATE INDEX follow_followed ON follow (followed_id);

-- A file by content; what it is called and who brought it are matters of the media.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    size_bytes BIGINT NOT NULL,
    created_us BIGINT NOT NULL
);

-- account_id is NULL when its account is gone, but others' collections show it still: audio
-- and stickers that came to them by a template.
CREATE TABLE media (
    id TEXT PRIMARY KEY,
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    kind TEXT NOT NULL CHECK (kind IN ('image', 'audio')),
    type TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    created_us BIGINT NOT NULL,
    UNIQUE (account_id, sha256)
);
CREATE INDEX media_sha256 ON media (sha256);

-- The source collection is remembered after it is gone, so there is no foreign key to it.
CREATE TABLE template (
    id TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'withdrawn')),
    version BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    uses BIGINT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX template_newest ON template (created_us, id) WHERE state = 'active';

CREATE TABLE template_version (
    template_id TEXT NOT NULL REFERENCES template (id),
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    PRIMARY KEY (template_id, version)
);

-- document holds what its creator wrote (DESIGN §5); the columns what statements look at.
-- made_with_*: the template that this collection was made with (lineage).
-- template_id: the template identifier attached to it.
CREATE TABLE collection (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'posted')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'followers', 'unlisted', 'private')),
    document TEXT NOT NULL,
    made_with_id TEXT REFERENCES template (id),
    made_with_version BIGINT,
    template_id TEXT REFERENCES template (id),
    version BIGINT NOT NULL,
    created_us BIGINT NOT NULL,
    updated_us BIGINT NOT NULL,
    posted_us BIGINT NOT NULL,
    trend DOUBLE PRECISION NOT NULL
);
CREATE INDEX collection_newest ON collection (posted_us, id) WHERE state = 'posted' AND visibility IN ('public', 'followers');
CREATE INDEX collection_trending ON collection (trend, id) WHERE state = 'posted' AND visibility = 'public';
CREATE INDEX collection_account ON collection (account_id, created_us, id);
CREATE INDEX collection_made_with ON collection (made_with_id) WHERE made_with_id IS NOT NULL;

-- One row an image: the picture to show, resolved, and the box that it stands in.
CREATE TABLE collection_image (
    collection_id TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    image BIGINT NOT NULL,
    media_id TEXT NOT NULL REFERENCES media (id),
    reference_collection_id TEXT,
    reference_image BIGINT,
    box_width BIGINT NOT NULL,
    box_height BIGINT NOT NULL,
    PRIMARY KEY (collection_id, image)
);
CREATE INDEX collection_image_media ON collection_image (media_id);

-- Audio and stickers.
CREATE TABLE collection_media (
    collection_id TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    media_id TEXT NOT NULL REFERENCES media (id),
    PRIMARY KEY (collection_id, media_id)
);
CREATE INDEX collection_media_media ON collection_media (media_id);

CREATE TABLE rating (
    collection_id TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    value SMALLINT NOT NULL CHECK (value IN (-1, 1)),
    created_us BIGINT NOT NULL,
    PRIMARY KEY (collection_id, account_id)
);
CREATE INDEX rating_account ON rating (account_id);

-- What conditions look at, kept up to date in the transaction that changes it.
CREATE TABLE fact (
    collection_id TEXT PRIMARY KEY REFERENCES collection (id) ON DELETE CASCADE,
    opted_in SMALLINT NOT NULL,
    up_count BIGINT NOT NULL,
    down_count BIGINT NOT NULL
);

CREATE TABLE policy (
    version BIGINT PRIMARY KEY,
    document TEXT NOT NULL,
    created_us BIGINT NOT NULL
);

CREATE TABLE eligibility (
    collection_id TEXT PRIMARY KEY REFERENCES collection (id) ON DELETE CASCADE,
    policy_version BIGINT NOT NULL REFERENCES policy (version),
    is_eligible SMALLINT NOT NULL,
    explanation TEXT NOT NULL,
    evaluated_us BIGINT NOT NULL
);

-- scope: the account, or for a registration the handle that it asks for.
CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    location TEXT,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    PRIMARY KEY (scope, idempotency_key)
);
CREATE INDEX idempotency_created ON idempotency (created_us);

-- Rendered pictures, by the digest of all that went into them.
CREATE TABLE render (
    recipe TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    type TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX render_sha256 ON render (sha256);
