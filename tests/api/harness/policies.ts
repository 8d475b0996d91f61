// SPDX-License-Identifier: Apache-2.0
// Changing the preset conditions and waiting for what comes of it.
import type { Daemon } from "./daemon.ts";
import { official, person, type Person } from "./people.ts";
import type { Collection, Eligibility, Explanation, Policy } from "./shapes.ts";
import { until } from "./until.ts";

/** Somebody with a photo of her own, who posts. */
export class Poster {
  private constructor(
    readonly who: Person,
    private readonly photo: string,
  ) {}

  static async make(daemon: Daemon, handle: string): Promise<Poster> {
    const who = await person(daemon, handle);
    return new Poster(who, (await who.photos(1))[0]!.id);
  }

  get images(): { media: string }[] {
    return [{ media: this.photo }];
  }

  post(body: Record<string, unknown> = {}): Promise<Collection> {
    return this.who.collect({ images: this.images, ...body });
  }

  /** Posts a collection with these words on its photo. */
  say(content: string, body: Record<string, unknown> = {}): Promise<Collection> {
    return this.post({ texts: [text(content)], ...body });
  }
}

export function text(content: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { image: 0, position: { x: 0, y: 0 }, configuration: { content, ...more } };
}

/** An admin, a moderator, and Ada, Bob and Eve, who post. */
export async function rulingWorld(daemon: Daemon) {
  const [boss, judge] = [await official(daemon, "boss", "admin"), await official(daemon, "judge", "moderator")];
  const [ada, bob, eve] = [await Poster.make(daemon, "ada"), await Poster.make(daemon, "bob"), await Poster.make(daemon, "eve")];
  return { boss, judge, ada, bob, eve };
}

export async function policyOf(who: Person): Promise<Policy> {
  return (await who.get("/v1/policy")).as<Policy>();
}

export async function put(boss: Person, policy: unknown, note?: string): Promise<Policy> {
  return (await boss.put("/v1/policy", { policy, ...(note !== undefined && { note }) })).as<Policy>();
}

/** Waits until the policy in force has gone through everything. */
export function settled(who: Person, withinMs?: number): Promise<Policy> {
  return until(() => policyOf(who), (policy) => policy.evaluation?.finished != null, "the end of the evaluation", withinMs);
}

/** Puts it in force and waits until it has gone through everything. */
export async function rule(boss: Person, policy: unknown): Promise<Policy> {
  await put(boss, policy);
  return settled(boss);
}

export async function eligibility(who: Person, id: string): Promise<Eligibility> {
  return (await who.get(`/v1/collections/${id}/eligibility`)).as<Eligibility>();
}

/** What was found at the only node of a policy that is one condition. */
export async function found(who: Person, id: string): Promise<Required<Omit<Explanation, "nodes">>> {
  const { condition, holds, measured, wanted } = (await eligibility(who, id)).explanation;
  return { condition, holds, measured: measured!, wanted: wanted! };
}

export async function rate(who: Person, id: string, value: "up" | "down"): Promise<void> {
  (await who.put(`/v1/collections/${id}/rating`, { value })).is(200);
}
