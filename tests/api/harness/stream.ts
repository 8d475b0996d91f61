// SPDX-License-Identifier: Apache-2.0
// Server-sent events as a client reads them, without a library that reconnects by itself.
import assert from "node:assert/strict";
import type { Person } from "./people.ts";

export interface Event {
  id: number;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}

export class Stream {
  private text = "";
  private readonly events: Event[] = [];
  /** Comment lines that came. */
  beats = 0;
  isOver = false;
  private wake = () => {};

  private constructor(private readonly abort: AbortController) {}

  static async open(who: Person, headers: Record<string, string> = {}, query = ""): Promise<Stream> {
    const stream = new Stream(new AbortController());
    const reply = await fetch(`${who.daemon.url}/v1/events${query}`, {
      headers: { authorization: `Bearer ${who.token}`, ...headers },
      signal: stream.abort.signal,
    });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get("content-type"), "text/event-stream");
    assert.equal(reply.headers.get("cache-control"), "no-store");
    void stream.read(reply.body!.getReader());
    return stream;
  }

  private async read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) this.take(decoder.decode(piece.value, { stream: true }));
    } catch {
      /* Closed by this side, or with the daemon. */
    }
    this.isOver = true;
    this.wake();
  }

  private take(piece: string): void {
    const blocks = (this.text + piece).split("\n\n");
    this.text = blocks.pop()!;
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
      if (block.startsWith(":")) this.beats++;
      if (!fields["data"]) continue;
      const event = JSON.parse(fields["data"]) as Event;
      assert.equal(String(event.id), fields["id"]);
      assert.equal(event.kind, fields["event"]);
      this.events.push(event);
    }
    this.wake();
  }

  /** Waits until it holds, at most ten seconds. */
  private async until(holds: () => boolean, what: string): Promise<void> {
    const end = Date.now() + 10_000;
    while (!holds()) {
      const left = end - Date.now();
      assert.ok(left > 0, `no ${what} came; there were ${JSON.stringify(this.events)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.wake = () => (clearTimeout(timer), resolve());
      });
    }
  }

  /** The events so far, when there are as many. */
  async all(count: number): Promise<Event[]> {
    await this.until(() => this.events.length >= count, `${count} events`);
    assert.equal(this.events.length, count);
    return this.events;
  }

  async beat(): Promise<void> {
    const before = this.beats;
    await this.until(() => this.beats > before, "heartbeat");
  }

  async over(): Promise<void> {
    await this.until(() => this.isOver, "end");
  }

  close(): void {
    this.abort.abort();
  }
}
