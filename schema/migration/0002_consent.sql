-- SPDX-License-Identifier: Apache-2.0
-- Consent image by image (seed ¶0092–0094), the outbox of events, webhooks.

ALTER TABLE account ADD COLUMN consent TEXT NOT NULL DEFAULT 'ask' CHECK (consent IN ('ask', 'free', 'never'));

-- What a creator decided for one person, over her own default.
CREATE TABLE consent_person (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    consent TEXT NOT NULL CHECK (consent IN ('ask', 'free', 'never', 'blocked')),
    created_us BIGINT NOT NULL,
    PRIMARY KEY (account_id, person_id)
);
CREATE INDEX consent_person_person ON consent_person (person_id);

-- The authorization of DESIGN §7; the word itself is reserved in SQL. media_id: the photo that
-- the image showed when it was asked for; what its creator shows there later is another matter.
CREATE TABLE permission (
    id TEXT PRIMARY KEY,
    requester_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    creator_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    collection_id TEXT NOT NULL,
    image BIGINT NOT NULL,
    media_id TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'denied', 'expired', 'withdrawn', 'revoked')),
    effect TEXT CHECK (effect IN ('keep', 'replace', 'hide')),
    version BIGINT NOT NULL,
    requested_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL,
    decided_us BIGINT NOT NULL
);
-- At most one that stands, for each person and image.
CREATE UNIQUE INDEX permission_standing ON permission (requester_id, collection_id, image, media_id)
    WHERE state IN ('pending', 'granted');
CREATE INDEX permission_due ON permission (expires_us) WHERE state = 'pending';
CREATE INDEX permission_image ON permission (requester_id, collection_id, image, requested_us, id);
CREATE INDEX permission_requester ON permission (requester_id, requested_us, id);
CREATE INDEX permission_creator ON permission (creator_id, requested_us, id);

-- A decision as a signed statement.
CREATE TABLE receipt (
    permission_id TEXT NOT NULL REFERENCES permission (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    statement TEXT NOT NULL,
    signature TEXT NOT NULL,
    key_id TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    PRIMARY KEY (permission_id, version)
);

-- What its creator decided for the images of one collection, over her own default.
ALTER TABLE collection ADD COLUMN consent TEXT CHECK (consent IN ('ask', 'free', 'never'));

-- The use of the photo was revoked. is_replaced: a neutral picture is shown in its place;
-- is_hiding: it hides the whole collection.
ALTER TABLE collection_image ADD COLUMN is_replaced SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE collection_image ADD COLUMN is_hiding SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX collection_image_reference ON collection_image (reference_collection_id, reference_image)
    WHERE reference_collection_id IS NOT NULL;
-- is_hidden: only its creator and moderators see it, because one of its images is hiding it.
ALTER TABLE collection ADD COLUMN is_hidden SMALLINT NOT NULL DEFAULT 0;

-- Numbers that only go up; a row is locked until the transaction that took the next one
-- ends, so that numbers become visible in their order.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('event', 0);

-- The outbox: written in the transaction of the change. account_id: whom it is for; NULL
-- for those who follow the actor.
CREATE TABLE event (
    id BIGINT PRIMARY KEY,
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    actor_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    document TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX event_account ON event (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX event_actor ON event (actor_id, id);
CREATE INDEX event_subject ON event (subject, kind);
CREATE INDEX event_created ON event (created_us);

-- Up to which event an account has read its notifications.
CREATE TABLE notification_mark (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    read_id BIGINT NOT NULL
);

-- Where an app's back end is told of events; kinds: patterns, separated by blanks. after_id:
-- up to which event deliveries were made for it.
CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    kinds TEXT NOT NULL,
    after_id BIGINT NOT NULL,
    created_us BIGINT NOT NULL
);

-- body: as it is sent each time, also when the event is gone. claimed_us: until when one
-- daemon has it, another takes it over after that. tried_us, status: of the last attempt.
CREATE TABLE webhook_delivery (
    id TEXT PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    event_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
    attempts BIGINT NOT NULL,
    due_us BIGINT NOT NULL,
    claimed_us BIGINT NOT NULL,
    tried_us BIGINT NOT NULL,
    status BIGINT NOT NULL,
    error TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_us, event_id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_created ON webhook_delivery (created_us);
