// SPDX-License-Identifier: Apache-2.0
// What moderators block, withdraw, order and watch, as far as tests look at it.
import type { Client } from "./client.ts";
import type { Page } from "./shapes.ts";

export interface Block {
  id: string;
  hash: string;
  media: string | null;
  moderator: string;
  reason: string;
  note: string;
  created: string;
}

export interface NewBlock extends Block {
  matching: { media: number; collections: { id: string; creator: { handle: string; name: string } }[] };
}

export interface Notification {
  id: number;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}

/** The newest notification of a kind. */
export async function told(who: Client, kind: string): Promise<Notification | undefined> {
  const { items } = (await who.get("/v1/notifications?limit=100")).as<Page<Notification>>();
  return items.find((one) => one.kind === kind);
}

export interface TemplateState {
  id: string;
  collection: string;
  state: "active" | "withdrawn";
  withdrawn_by: string | null;
}

export interface TemplateOrder {
  collection: string;
  rule: "force" | "forbid";
  moderator: string;
  reason: string;
  note: string;
  created: string;
  template: string | null;
}

export interface WatchedWord {
  word: string;
  action: "report" | "refuse";
}

export interface WatchedWords {
  words: WatchedWord[];
}
