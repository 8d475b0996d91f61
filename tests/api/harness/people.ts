// SPDX-License-Identifier: Apache-2.0
// People who use the daemon: an account, signed in, with what they do most.
import assert from "node:assert/strict";
import { Client } from "./client.ts";
import { Daemon, run } from "./daemon.ts";
import { photograph } from "./files.ts";
import type { Account, Collection, Media, Session } from "./shapes.ts";

export const password = "correct horse battery staple";

export class Person extends Client {
  constructor(
    daemon: Daemon,
    token: string,
    readonly account: Account,
  ) {
    super(daemon, token);
  }

  get handle(): string {
    return this.account.handle;
  }

  async upload(file: Buffer): Promise<Media> {
    const reply = await this.send("POST", "/v1/media", { body: file });
    return reply.as<Media>(reply.status === 200 ? 200 : 201);
  }

  /** Uploads as many different small photos. */
  async photos(count: number): Promise<Media[]> {
    const uploaded: Media[] = [];
    for (let n = 0; n < count; n++) uploaded.push(await this.upload(await photograph(n)));
    return uploaded;
  }

  /** Posts a collection; `images` may be left out for one small photo. */
  async collect(body: Record<string, unknown> = {}): Promise<Collection> {
    const images = body["images"] ?? (await this.photos(1)).map(({ id }) => ({ media: id }));
    return (await this.post("/v1/collections", { ...body, images })).as<Collection>(201);
  }

  async collection(id: string): Promise<Collection> {
    return (await this.get(`/v1/collections/${id}`)).as<Collection>();
  }
}

async function signIn(daemon: Daemon, handle: string): Promise<Person> {
  const session = (await new Client(daemon).post("/v1/sessions", { handle, password })).as<Session>(201);
  assert.ok(session.token);
  return new Person(daemon, session.token, session.account);
}

/** Registers and signs in. */
export async function person(daemon: Daemon, handle: string): Promise<Person> {
  (await new Client(daemon).post("/v1/accounts", { handle, password })).is(201);
  return signIn(daemon, handle);
}

/** Made by the operator, on a daemon that runs. */
export async function official(daemon: Daemon, handle: string, role: "moderator" | "admin"): Promise<Person> {
  const words = ["account", "add", handle, "--role", role, "--password-stdin", "--data", daemon.folder];
  const made = run(words, {}, password);
  assert.equal(made.status, 0, made.stderr);
  return signIn(daemon, handle);
}

/** Signs in somebody who is there already, as after a restart. */
export const returning = signIn;
