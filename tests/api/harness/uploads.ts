// SPDX-License-Identifier: Apache-2.0
// Resumable uploads as plain requests: tus 1.0.0 without a client library.
import { createHash } from "node:crypto";
import type { Client, Reply, Request } from "./client.ts";
import { tone } from "./files.ts";

export const uploads = "/v1/uploads";
const tus = { "tus-resumable": "1.0.0" };
const bytes = { "content-type": "application/offset+octet-stream" };

/** With the header that every request has, without which it is refused. */
export function send(who: Client, method: string, path: string, { headers = {}, ...rest }: Request = {}): Promise<Reply> {
  return who.send(method, path, { ...rest, headers: { ...tus, ...headers } });
}

export function create(who: Client, length: number | string, headers: Record<string, string> = {}): Promise<Reply> {
  return send(who, "POST", uploads, { headers: { "upload-length": String(length), ...headers } });
}

/** With the first bytes, or all. */
export function createWith(who: Client, length: number, body: Buffer, headers: Record<string, string> = {}): Promise<Reply> {
  return send(who, "POST", uploads, { headers: { ...bytes, "upload-length": String(length), ...headers }, body });
}

/** The address of a new one. */
export async function created(who: Client, length: number, headers: Record<string, string> = {}): Promise<string> {
  return (await create(who, length, headers)).is(201).header("location");
}

export function patch(who: Client, path: string, offset: number | string, body: Buffer, headers: Record<string, string> = {}): Promise<Reply> {
  return send(who, "PATCH", path, { headers: { ...bytes, "upload-offset": String(offset), ...headers }, body });
}

export function head(who: Client, path: string, headers: Record<string, string> = {}): Promise<Reply> {
  return send(who, "HEAD", path, { headers });
}

export async function offsetOf(who: Client, path: string): Promise<number> {
  return Number((await head(who, path)).is(200).header("upload-offset"));
}

export function remove(who: Client, path: string): Promise<Reply> {
  return send(who, "DELETE", path);
}

export function checksum(algorithm: "sha1" | "sha256", body: Buffer): Record<string, string> {
  return { "upload-checksum": `${algorithm} ${createHash(algorithm).update(body).digest("base64")}` };
}

export function sha256(file: Buffer): string {
  return createHash("sha256").update(file).digest("hex");
}

/** A valid WAV file of just this size, like no other with another `number`. */
export function wave(size: number, number = 1): Buffer {
  const file = tone(0);
  const samples = Buffer.alloc(size - file.length);
  for (let at = 0; at + 4 <= samples.length; at += 4096) samples.writeUInt32LE((number * 2654435761 + at) >>> 0, at);
  file.writeUInt32LE(size - 8, 4);
  file.writeUInt32LE(samples.length, 40);
  return Buffer.concat([file, samples]);
}
