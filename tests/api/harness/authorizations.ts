// SPDX-License-Identifier: Apache-2.0
// Asking for images and answering, as creators and requesters do.
import { setTimeout as sleep } from "node:timers/promises";
import type { Daemon } from "./daemon.ts";
import { person, type Person } from "./people.ts";
import type { Reply } from "./client.ts";
import type { Authorization, Collection } from "./shapes.ts";

/** Ada, who posts; Bob, who asks; Eve, whom neither concerns. */
export async function askingWorld(daemon: Daemon) {
  const [ada, bob, eve] = [await person(daemon, "ada"), await person(daemon, "bob"), await person(daemon, "eve")];
  const photos = (await ada.photos(2)).map(({ id }) => ({ media: id }));
  return { ada, bob, eve, photos, made: await ada.collect({ images: photos }) };
}

/** A further collection of hers, for a request that no other test touches. */
export function another(w: { ada: Person; photos: { media: string }[] }, body: Record<string, unknown> = {}): Promise<Collection> {
  return w.ada.collect({ images: w.photos, ...body });
}

export async function ask(who: Person, collection: string, image = 0, note = ""): Promise<Authorization> {
  return (await who.post("/v1/authorizations", { collection, image, note })).as<Authorization>(201);
}

/** Without looking at what came of it. */
export function decide(who: Person, id: string, act: "grant" | "deny" | "withdraw"): Promise<Reply> {
  return who.post(`/v1/authorizations/${id}/${act}`);
}

export function revoke(who: Person, id: string, effect: "keep" | "replace" | "hide"): Promise<Reply> {
  return who.post(`/v1/authorizations/${id}/revoke`, { effect });
}

export async function granted(w: { ada: Person; bob: Person }, collection: string, image = 0): Promise<Authorization> {
  const asked = await ask(w.bob, collection, image);
  return (await decide(w.ada, asked.id, "grant")).as<Authorization>();
}

export async function authorization(who: Person, id: string): Promise<Authorization> {
  return (await who.get(`/v1/authorizations/${id}`)).as<Authorization>();
}

/** Posts a collection whose only image is the reference, without looking at what came of it. */
export function postReference(who: Person, collection: string, image = 0): Promise<Reply> {
  return who.post("/v1/collections", { images: [{ reference: { collection, image } }] });
}

/** Waits until it has the state. */
export async function becomes(who: Person, id: string, state: string, withinMs = 5000): Promise<Authorization> {
  for (const end = Date.now() + withinMs; ; await sleep(20)) {
    const now = await authorization(who, id);
    if (now.state === state || Date.now() > end) return now;
  }
}
