// SPDX-License-Identifier: Apache-2.0
// What moderators do.
import type { Client, Reply } from "./client.ts";
import type { Daemon } from "./daemon.ts";
import { official, person, type Person } from "./people.ts";
import type { Appeal, AuditEntry, Collection, Page, Report, ReportCase, Restoration, SeenAppeal, Takedown } from "./shapes.ts";

export type Effect = "keep" | "drop_images" | "hide" | "remove";

/** Ada and Bob, who let everybody use their images; Eve, whom nothing concerns; two moderators. */
export async function moderatedWorld(daemon: Daemon) {
  const [ada, bob, eve] = [await person(daemon, "ada"), await person(daemon, "bob"), await person(daemon, "eve")];
  for (const who of [ada, bob]) (await who.patch("/v1/accounts/me", { consent: "free" })).is(200);
  return { ada, bob, eve, judge: await official(daemon, "judge", "moderator"), jury: await official(daemon, "jury", "moderator") };
}

/** Without looking at what came of it. */
export function tryTakeDown(who: Client, id: string, body: Record<string, unknown> = {}): Promise<Reply> {
  return who.post(`/v1/moderation/collections/${id}/takedown`, { reason: "spam", effect: "keep", ...body });
}

export async function takeDown(who: Client, id: string, effect: Effect = "keep", note = ""): Promise<Takedown> {
  return (await tryTakeDown(who, id, { effect, note })).as<Takedown>();
}

export async function restore(who: Client, id: string, note = ""): Promise<Restoration> {
  return (await who.post(`/v1/moderation/collections/${id}/restore`, { note })).as<Restoration>();
}

export async function audited(who: Client, query: string): Promise<AuditEntry[]> {
  return (await who.get(`/v1/moderation/audit?limit=100&${query}`)).as<Page<AuditEntry>>().items;
}

/** Made with the template of another collection, with a photo of one's own. */
export async function madeWith(who: Person, source: Collection, body: Record<string, unknown> = {}): Promise<Collection> {
  return who.collect({ template: source.template_identifier, offer_template: true, ...body });
}

/** Shows the first image of another collection as its own. */
export function showing(who: Person, source: Collection, body: Record<string, unknown> = {}): Promise<Collection> {
  return who.collect({ images: [{ reference: { collection: source.id, image: 0 } }], offer_template: true, ...body });
}

/** Without looking at what came of it. */
export function tryReport(who: Client, subject: Record<string, unknown>, reason = "spam"): Promise<Reply> {
  return who.post("/v1/reports", { reason, ...subject });
}

export async function report(who: Client, subject: Record<string, unknown>, reason = "spam"): Promise<Report> {
  return (await tryReport(who, subject, reason)).as<Report>(201);
}

/** The cases of one subject, whatever their state. */
export async function casesOf(who: Client, id: string): Promise<ReportCase[]> {
  const { items } = (await who.get("/v1/moderation/reports?state=all&limit=100")).as<Page<ReportCase>>();
  return items.filter(({ subject }) => subject.id === id);
}

export async function appeal(who: Client, collection: string, text = "It is mine."): Promise<Appeal> {
  return (await who.post(`/v1/collections/${collection}/appeal`, { text })).as<Appeal>(201);
}

/** Without looking at what came of it. */
export function tryDecide(who: Client, id: string, outcome = "accepted", note = ""): Promise<Reply> {
  return who.post(`/v1/moderation/appeals/${id}/decide`, { outcome, note });
}

export async function appealsOf(who: Client, collection: string): Promise<SeenAppeal[]> {
  const { items } = (await who.get("/v1/moderation/appeals?state=all&limit=100")).as<Page<SeenAppeal>>();
  return items.filter((one) => one.collection === collection);
}
