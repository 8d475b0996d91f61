// SPDX-License-Identifier: Apache-2.0
// The back end of an app: takes what is delivered to its webhook, and checks the signature as docs/webhooks.md says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Person } from "./people.ts";

export interface Event {
  id: number;
  kind: string;
  account: string | null;
  actor: string | null;
  subject: string;
  created: string;
  data: unknown;
}

export interface Delivered {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: Event;
  at: number;
}

export interface Webhook {
  id: string;
  url: string;
  kinds: string[];
  created: string;
  secret?: string;
}

export interface Delivery {
  id: string;
  event: number;
  kind: string;
  state: string;
  attempts: number;
  tried: string | null;
  due: string | null;
  status: number | null;
  error: string | null;
  created: string;
}

export interface Certificate {
  key: string;
  cert: string;
}

/** A certificate for 127.0.0.1 that nobody signed but itself. */
export function selfSigned(): Certificate {
  const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout - -out -";
  const made = spawnSync("openssl", words.split(" "), { encoding: "utf8" });
  const pick = (name: string) => new RegExp(`-----BEGIN ${name}-----[^]+?-----END ${name}-----`).exec(made.stdout)?.[0] ?? assert.fail(made.stderr);
  return { key: pick("PRIVATE KEY"), cert: pick("CERTIFICATE") };
}

/** Waits until `look` gives something. */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined, seconds = 20): Promise<T> {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return assert.fail(`in ${seconds} seconds not: ${what}`);
}

export class Receiver {
  readonly got: Delivered[] = [];
  /** What it answers; by default 204. May be changed by a test. */
  answer: (reply: ServerResponse, delivered: Delivered) => void = (reply) => reply.writeHead(204).end();

  private server: Server;

  private constructor(certificate?: Certificate) {
    const take = (request: IncomingMessage, reply: ServerResponse): void => this.take(request, reply);
    this.server = certificate ? createSecureServer(certificate, take) : createServer(take);
  }

  private take(request: IncomingMessage, reply: ServerResponse): void {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("error", () => {});
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString();
      const delivered = { path: request.url!, headers: request.headers, body, event: JSON.parse(body) as Event, at: Date.now() };
      this.got.push(delivered);
      this.answer(reply, delivered);
    });
  }

  /** Listens on a free port of this machine, or on one that is given. */
  static async start(port = 0, certificate?: Certificate): Promise<Receiver> {
    const receiver = new Receiver(certificate);
    receiver.server.listen(port, "127.0.0.1");
    await once(receiver.server, "listening");
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = "/hook"): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** The deliveries about a subject, as soon as there are `count`. */
  about(subject: string, count = 1): Promise<Delivered[]> {
    return until(`${count} deliveries about ${subject}`, () => {
      const found = this.got.filter(({ event }) => event.subject === subject);
      return found.length >= count ? found : undefined;
    });
  }
}

/** Fails unless the delivery is signed with the secret. */
export function checkSignature({ headers, body }: Delivered, secret: string): void {
  const [, time, code] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["stencil-signature"])) ?? assert.fail("no signature");
  assert.ok(Math.abs(Date.now() / 1000 - Number(time)) < 300);
  assert.equal(code, createHmac("sha256", secret).update(`${time}.${body}`).digest("hex"));
}

export async function register(admin: Person, url: string, kinds = ["*"], secret?: string): Promise<Webhook & { secret: string }> {
  return (await admin.post("/v1/webhooks", { url, kinds, ...(secret && { secret }) })).as<Webhook & { secret: string }>(201);
}

export async function deliveries(admin: Person, webhook: Webhook, state = "all"): Promise<Delivery[]> {
  return (await admin.get(`/v1/webhooks/${webhook.id}/deliveries?state=${state}&limit=100`)).as<{ items: Delivery[] }>().items;
}
