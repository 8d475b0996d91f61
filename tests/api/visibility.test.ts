// SPDX-License-Identifier: Apache-2.0
// Who sees what: every visibility, for everybody, at every address that could tell of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "./harness/client.ts";
import { photograph } from "./harness/files.ts";
import { takeDown } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import type { Collection, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const kinds = ["public", "followers", "unlisted", "private", "draft", "removed"] as const;
type Kind = (typeof kinds)[number];

const w = world(async (daemon) => {
  const [owner, follower, stranger] = [await person(daemon, "owner"), await person(daemon, "follower"), await person(daemon, "stranger")];
  (await follower.put("/v1/accounts/owner/follow")).is(204);
  const judge = await official(daemon, "judge", "moderator");
  const made = {} as Record<Kind, Collection>;
  for (const [n, kind] of kinds.entries()) {
    const media = (await owner.upload(await photograph(n))).id;
    const how = kind === "draft" ? { state: "draft" } : { visibility: kind === "removed" ? "public" : kind };
    made[kind] = await owner.collect({ images: [{ media }], offer_template: true, ...how });
  }
  await takeDown(judge, made.removed.id);
  made.removed = await owner.collection(made.removed.id);
  return { owner, follower, stranger, moderator: judge, made };
});
const people: Record<string, () => Client> = {
  owner: () => w.owner, follower: () => w.follower, stranger: () => w.stranger, nobody: () => w.nobody, moderator: () => w.moderator,
};

/** Who may see it by its address, and who finds it in lists. */
const matrix: Record<Kind, { by_address: string[]; in_feed: string[]; in_account: string[] }> = {
  public: {
    by_address: ["owner", "follower", "stranger", "nobody", "moderator"],
    in_feed: ["owner", "follower", "stranger", "nobody", "moderator"],
    in_account: ["owner", "follower", "stranger", "nobody", "moderator"],
  },
  followers: { by_address: ["owner", "follower", "moderator"], in_feed: ["owner", "follower"], in_account: ["owner", "follower", "moderator"] },
  unlisted: { by_address: ["owner", "follower", "stranger", "nobody", "moderator"], in_feed: [], in_account: ["owner", "moderator"] },
  private: { by_address: ["owner", "moderator"], in_feed: [], in_account: ["owner", "moderator"] },
  draft: { by_address: ["owner"], in_feed: [], in_account: ["owner"] },
  removed: { by_address: ["owner", "moderator"], in_feed: ["owner"], in_account: ["owner", "moderator"] },
};

async function isListed(who: Client, path: string, id: string): Promise<boolean> {
  return (await who.get(path)).as<Page<Collection>>().items.some((one) => one.id === id);
}

for (const kind of kinds)
  for (const [name, who] of Object.entries(people)) {
    const row = matrix[kind];
    const sees = row.by_address.includes(name);
    test(`${name} ${sees ? "sees" : "does not see"} what is ${kind}: itself, its picture, its media`, async () => {
      const { id, images } = w.made[kind];
      for (const path of [`/v1/collections/${id}`, `/v1/collections/${id}/images/0?w=32`, `/v1/media/${images[0]!.media}`]) {
        const reply = await who().get(path);
        if (sees) reply.is(200);
        else reply.refused(404, "not-found");
      }
    });

    test(`${name} finds what is ${kind} in the lists that are for her`, async () => {
      const { id } = w.made[kind];
      assert.equal(await isListed(who(), "/v1/feed?limit=100", id), row.in_feed.includes(name), "newest");
      assert.equal(await isListed(who(), "/v1/feed?limit=100&order=trending", id), kind === "public" || (kind === "removed" && name === "owner"), "trending");
      assert.equal(await isListed(who(), "/v1/accounts/owner/collections", id), row.in_account.includes(name), "account");
    });
  }

test("only what anyone with the address may see offers a template", () => {
  const offering = kinds.filter((kind) => w.made[kind].template_identifier !== null);
  assert.deepEqual(offering, ["public", "unlisted"]);
});

test("what becomes private is seen no longer, what becomes public is", async () => {
  const made = await w.owner.collect();
  const path = `/v1/collections/${made.id}`;
  (await w.owner.patch(path, { visibility: "private" })).is(200);
  (await w.stranger.get(path)).refused(404, "not-found");
  (await w.owner.patch(path, { visibility: "public" })).is(200);
  (await w.stranger.get(path)).is(200);
});

test("whoever follows no longer sees no longer", async () => {
  const path = `/v1/collections/${w.made.followers.id}`;
  (await w.stranger.put("/v1/accounts/owner/follow")).is(204);
  (await w.stranger.get(path)).is(200);
  (await w.stranger.delete("/v1/accounts/owner/follow")).is(204);
  (await w.stranger.get(path)).refused(404, "not-found");
});

test("a photo that two collections show is seen by whoever may see one of them", async () => {
  const media = (await w.owner.upload(await photograph(9))).id;
  await w.owner.collect({ images: [{ media }], visibility: "private" });
  (await w.stranger.get(`/v1/media/${media}`)).refused(404, "not-found");
  await w.owner.collect({ images: [{ media }], visibility: "public" });
  (await w.stranger.get(`/v1/media/${media}`)).is(200);
});
