// SPDX-License-Identifier: Apache-2.0
// What an app's back end is told, and what happens when it does not listen.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { Daemon, newFolder, type Settings } from "./harness/daemon.ts";
import { official, person, returning, type Person } from "./harness/people.ts";
import { checkSignature, deliveries, Receiver, register, selfSigned, until, type Certificate, type Delivered, type Delivery, type Webhook } from "./harness/receiver.ts";
import type { Collection } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const settings: Settings = { "webhook.allow_private": "true", "webhook.backoff_ms": "50", "webhook.attempts": "4", "webhook.timeout": "2" };

const receivers: Receiver[] = [];
after(() => Promise.all(receivers.map((receiver) => receiver.stop())));

async function receive(answer?: Receiver["answer"], certificate?: Certificate): Promise<Receiver> {
  const receiver = await Receiver.start(0, certificate);
  if (answer) receiver.answer = answer;
  receivers.push(receiver);
  return receiver;
}

async function people(daemon: Daemon) {
  return { ada: await person(daemon, "ada"), boss: await official(daemon, "boss", "admin") };
}

const w = world(people, settings);

/** The delivery of an event that is in this state. */
function ended(admin: Person, webhook: Webhook, subject: Delivered, state: string): Promise<Delivery> {
  const find = async () => (await deliveries(admin, webhook, state)).find(({ event }) => event === subject.event.id);
  return until(`a delivery that is ${state}`, find);
}

/** A webhook of its own for one test, gone at its end. */
async function withWebhook(url: string, work: (webhook: Webhook & { secret: string }) => Promise<void>, kinds = ["collection.posted"]): Promise<void> {
  const webhook = await register(w.boss, url, kinds);
  try {
    await work(webhook);
  } finally {
    (await w.boss.delete(`/v1/webhooks/${webhook.id}`)).is(204);
  }
}

test("an event arrives signed, with who it is for, who did it and what it says", async () => {
  const receiver = await receive();
  await withWebhook(receiver.url("/hook?from=stencil"), async (webhook) => {
    const made = await w.ada.collect({ offer_template: true });
    const got = await receiver.about(made.id, 2);
    for (const one of got) checkSignature(one, webhook.secret);
    const posted = got.find(({ event }) => event.kind === "collection.posted")!;
    const attached = got.find(({ event }) => event.kind === "template.attached")!;
    assert.deepEqual([posted.path, posted.headers["content-type"], posted.headers["stencil-event"]], ["/hook?from=stencil", "application/json", "collection.posted"]);
    assert.match(posted.headers["user-agent"]!, /^Stencil\/\d/);
    assert.match(String(posted.headers["stencil-delivery"]), /^[\w-]{22}$/);
    assert.deepEqual(Object.keys(posted.event).sort(), ["account", "actor", "created", "data", "id", "kind", "subject"]);
    assert.deepEqual([posted.event.account, posted.event.actor], [null, w.ada.account.id]);
    assert.equal(attached.event.account, w.ada.account.id);
    assert.ok(Date.now() - Date.parse(posted.event.created) < 60000);
  }, ["*"]);
});

/** The block of code in a language that docs/webhooks.md has and that contains a word. */
function documented(language: string, word: string): string {
  const blocks = readFileSync("docs/webhooks.md", "utf8").matchAll(new RegExp(`\\n\`\`\`${language}\\n([^]+?)\`\`\``, "g"));
  return [...blocks].map(([, code]) => code!).find((code) => code.includes(word)) ?? assert.fail(`no ${language} about ${word}`);
}

test("the lines that the documents show tell what is genuine", async () => {
  const receiver = await receive();
  await withWebhook(receiver.url(), async (webhook) => {
    const [{ body, headers }] = (await receiver.about((await w.ada.collect()).id)) as [Delivered];
    const header = String(headers["stencil-signature"]);
    const folder = newFolder();
    const node = documented("js", "isGenuine");
    writeFileSync(join(folder, "genuine.mjs"), node);
    const { isGenuine } = (await import(join(folder, "genuine.mjs"))) as { isGenuine: (secret: string, header: string, body: string) => boolean };
    const shell = (secret: string, text: string, content: string): boolean => {
      writeFileSync(join(folder, "body"), content);
      const ran = spawnSync("sh", ["-c", documented("sh", "openssl")], { cwd: folder, env: { ...process.env, secret, header: text }, encoding: "utf8" });
      return ran.stdout === "genuine\n";
    };
    const old = header.replace(/t=\d+/, "t=1767225600");
    for (const check of [isGenuine, shell]) {
      assert.ok(check(webhook.secret, header, body));
      for (const [secret, text, content] of [["another", header, body], [webhook.secret, old, body], [webhook.secret, header, `${body} `]] as const)
        assert.ok(!check(secret, text, content));
    }
    rmSync(folder, { recursive: true });
  });
});

test("only the kinds that were asked for arrive", async () => {
  const receiver = await receive();
  await withWebhook(receiver.url(), async () => {
    for (let n = 0; n < 2; n++) await w.ada.collect();
    const { id } = await w.ada.collect({ offer_template: true });
    assert.equal((await receiver.about(id))[0]!.event.kind, "template.attached");
    assert.equal(receiver.got.length, 1);
  }, ["template.*"]);
});

test("after a 500 it is sent again, the same, until it is taken", async () => {
  const receiver = await receive((reply) => reply.writeHead(receiver.got.length < 3 ? 500 : 200).end());
  await withWebhook(receiver.url(), async (webhook) => {
    const { id } = await w.ada.collect();
    const got = await receiver.about(id, 3);
    for (const one of got) {
      checkSignature(one, webhook.secret);
      assert.deepEqual([one.body, one.headers["stencil-delivery"]], [got[0]!.body, got[0]!.headers["stencil-delivery"]]);
    }
    const { attempts, status, error } = await ended(w.boss, webhook, got[0]!, "delivered");
    assert.deepEqual([attempts, status, error], [3, 200, null]);
  });
});

test("after a refused connection it is sent again", async () => {
  const first = await Receiver.start();
  const { port } = first;
  await first.stop();
  await withWebhook(`http://127.0.0.1:${port}/`, async (webhook) => {
    const { id } = await w.ada.collect();
    const failed = await until("a failed attempt", async () => (await deliveries(w.boss, webhook)).find(({ attempts }) => attempts > 0));
    assert.equal(failed.status, null);
    assert.match(failed.error!, /connect/i);
    const receiver = await Receiver.start(port);
    receivers.push(receiver);
    await receiver.about(id);
  });
});

test("one that fails each time is given up, listed as dead, and delivered on request", async () => {
  const receiver = await receive((reply) => reply.writeHead(503).end());
  await withWebhook(receiver.url(), async (webhook) => {
    const { id } = await w.ada.collect();
    const got = await receiver.about(id, 4);
    const dead = await ended(w.boss, webhook, got[0]!, "dead");
    assert.deepEqual([dead.attempts, dead.status, dead.due, dead.error], [4, 503, null, "The receiver answered 503."]);
    receiver.answer = (reply) => reply.writeHead(200).end();
    (await w.boss.post(`/v1/webhooks/${webhook.id}/deliveries/${dead.id}/redeliver`)).is(200);
    await ended(w.boss, webhook, got[0]!, "delivered");
    assert.equal(receiver.got.length, 5);
  });
});

test("a redirect is not followed", async () => {
  const receiver = await receive((reply) => reply.writeHead(307, { location: receiver.url("/elsewhere") }).end());
  await withWebhook(receiver.url(), async (webhook) => {
    const [got] = await receiver.about((await w.ada.collect()).id);
    const dead = await ended(w.boss, webhook, got!, "dead");
    assert.deepEqual([dead.status, dead.error], [307, "The receiver answered 307, and redirects are not followed."]);
    assert.ok(receiver.got.every(({ path }) => path === "/hook"));
  });
});

test("a receiver that does not answer is given up in time, and others do not wait for it", async () => {
  const [slow, quick] = [await receive(() => {}), await receive()];
  await withWebhook(slow.url(), async (webhook) => {
    await withWebhook(quick.url(), async () => {
      const made: Collection[] = [];
      for (let n = 0; n < 8; n++) made.push(await w.ada.collect());
      const [hung] = await slow.about(made[0]!.id);
      for (const { id } of made) await quick.about(id);
      const failed = await until("a failed attempt", async () => (await deliveries(w.boss, webhook)).find(({ attempts }) => attempts > 0));
      assert.match(failed.error!, /time/i);
      assert.ok(Date.parse(failed.tried!) - hung!.at < 4000);
    });
  });
});

test("a reply without end is cut, and its status counts", async () => {
  let sent = 0;
  const receiver = await receive((reply) => {
    reply.writeHead(200);
    const more = (): void => {
      while (!reply.destroyed && sent < 1 << 30) {
        sent += 65536;
        if (!reply.write(Buffer.alloc(65536))) return void reply.once("drain", more);
      }
    };
    more();
  });
  await withWebhook(receiver.url(), async (webhook) => {
    const [got] = await receiver.about((await w.ada.collect()).id);
    assert.equal((await ended(w.boss, webhook, got!, "delivered")).attempts, 1);
    assert.ok(sent < 1 << 26, `${sent} bytes were read`);
  });
});

test("without TLS, or under a certificate that nobody trusts, nothing is sent", async () => {
  const [plain, untrusted] = [await receive(), await receive(undefined, selfSigned())];
  for (const receiver of [plain, untrusted])
    await withWebhook(receiver.url().replace("http:", "https:"), async (webhook) => {
      await w.ada.collect();
      const failed = await until("a failed attempt", async () => (await deliveries(w.boss, webhook)).find(({ attempts }) => attempts > 0));
      assert.match(failed.error!, receiver === plain ? /SSL|TLS/ : /certificate/);
      assert.equal(receiver.got.length, 0);
    });
});

test("a burst arrives whole, each event once", async () => {
  const receiver = await receive();
  await withWebhook(receiver.url(), async () => {
    const images = [{ media: (await w.ada.photos(1))[0]!.id }];
    const made = await Promise.all(Array.from({ length: 100 }, () => w.ada.collect({ images })));
    for (const { id } of made) await receiver.about(id);
    assert.equal(receiver.got.length, made.length);
  });
});

test("no secret and no address of a webhook is in the log", async () => {
  const receiver = await receive((reply) => reply.writeHead(500).end());
  await withWebhook(receiver.url("/hook?token=hidden"), async (webhook) => {
    const [got] = await receiver.about((await w.ada.collect()).id);
    await ended(w.boss, webhook, got!, "dead");
    assert.ok(w.daemon.lines.some((line) => line.includes("webhook-dead") && line.includes(webhook.id)));
    assert.ok(!w.daemon.lines.some((line) => line.includes(webhook.secret) || line.includes("token=hidden")));
  });
});

/** Runs a daemon for one test that starts and ends it itself. */
async function on(given: Settings, work: (start: (more?: Settings) => Promise<Daemon>) => Promise<void>): Promise<void> {
  let folder: string | undefined;
  const running: Daemon[] = [];
  const start = async (more: Settings = {}): Promise<Daemon> => {
    const daemon = await Daemon.start({ ...given, ...more }, folder);
    running.push(daemon);
    folder = daemon.folder;
    return daemon;
  };
  try {
    await work(start);
  } finally {
    for (const daemon of running.slice(1)) await daemon.kill();
    await running[0]?.clear().catch(() => {});
  }
}

test("without the setting nothing goes to a private address, whatever name leads there", async () => {
  await on({ ...settings, "webhook.attempts": "1" }, async (start) => {
    const receiver = await receive();
    let daemon = await start();
    const { ada, boss } = await people(daemon);
    const known = [await register(boss, receiver.url()), await register(boss, receiver.url().replace("127.0.0.1", "localhost"))];
    await daemon.stop();
    daemon = await start({ "webhook.allow_private": "false" });
    const [her, him] = [await returning(daemon, ada.handle), await returning(daemon, boss.handle)];
    await her.collect();
    for (const webhook of known) {
      const dead = await until("it is given up", async () => (await deliveries(him, webhook, "dead"))[0]);
      assert.match(dead.error!, /^(127\.0\.0\.1|::1) is a private address, which the setting webhook\.allow_private does not allow\.$/);
    }
    assert.equal(receiver.got.length, 0);
  });
});

test("an event of a daemon that was killed before it delivered arrives after the restart", async () => {
  await on({ ...settings, "webhook.timeout": "1" }, async (start) => {
    const receiver = await receive(() => {});
    let daemon = await start();
    const { ada, boss } = await people(daemon);
    const webhook = await register(boss, receiver.url(), ["collection.posted"]);
    const images = [{ media: (await ada.photos(1))[0]!.id }];
    const made = await Promise.all(Array.from({ length: 10 }, () => ada.collect({ images })));
    await daemon.kill();
    const before = receiver.got.length;
    receiver.answer = (reply) => reply.writeHead(200).end();
    daemon = await start();
    await until("all are delivered", async () => ((await deliveries(await returning(daemon, "boss"), webhook, "delivered")).length === 10 ? true : undefined));
    const ids = new Map(receiver.got.map(({ event, headers }) => [event.subject, headers["stencil-delivery"]]));
    assert.deepEqual([...ids.keys()].sort(), made.map(({ id }) => id).sort());
    for (const { event, headers } of receiver.got) assert.equal(headers["stencil-delivery"], ids.get(event.subject));
    // What the killed daemon had sent may still come in after the count: ten events, and perhaps one of them twice.
    assert.equal(new Set(receiver.got.slice(before).map(({ event }) => event.subject)).size, 10);
  });
});

test("what is under way when a daemon stops is sent at once by the next", async () => {
  await on({ ...settings, "webhook.timeout": "60" }, async (start) => {
    const receiver = await receive(() => {});
    let daemon = await start();
    const { ada, boss } = await people(daemon);
    await register(boss, receiver.url(), ["collection.posted"]);
    const { id } = await ada.collect();
    await receiver.about(id);
    const began = Date.now();
    await daemon.stop();
    assert.ok(Date.now() - began < 5000, "the stop waited for the receiver");
    daemon = await start();
    const [first, again] = await receiver.about(id, 2);
    assert.equal(again!.headers["stencil-delivery"], first!.headers["stencil-delivery"]);
  });
});

test("two daemons on one folder deliver each event once", async () => {
  await on({ ...settings, "webhook.timeout": "15" }, async (start) => {
    const receiver = await receive((reply) => setTimeout(() => reply.writeHead(200).end(), 20));
    const [one, two] = [await start(), await start()];
    const { ada, boss } = await people(one);
    await register(boss, receiver.url(), ["collection.posted"]);
    const also = await returning(two, "ada");
    const images = [{ media: (await ada.photos(1))[0]!.id }];
    const made = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? ada : also).collect({ images })));
    for (const { id } of made) await receiver.about(id);
    assert.equal(receiver.got.length, made.length);
  });
});
