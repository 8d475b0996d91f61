// SPDX-License-Identifier: Apache-2.0
// Requests as bytes, for what no client library would send.
import { once } from "node:events";
import { connect } from "node:net";
import type { Daemon } from "./daemon.ts";

export interface WireReply {
  status: number;
  headers: Map<string, string>;
  body: string;
}

function parse(text: string): WireReply {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()] as const);
  return { status: Number(first.split(" ")[1]), headers: new Map(headers), body: rest.join("\r\n\r\n") };
}

/** Sends the bytes; gives what comes until the daemon closes the connection. */
export async function sendBytes(daemon: Daemon, parts: (string | Buffer)[]): Promise<WireReply> {
  const { hostname, port } = new URL(daemon.url);
  const socket = connect(Number(port), hostname);
  const came: Buffer[] = [];
  socket.on("data", (data: Buffer) => came.push(data));
  /* The daemon may close before it has read all: what it answered before counts. */
  socket.on("error", () => socket.destroy());
  for (const part of parts) socket.write(part);
  await once(socket, "close");
  return parse(Buffer.concat(came).toString());
}

/** A request with these header lines, on a connection that ends with it. */
export function sendRequest(daemon: Daemon, line: string, headers: string[] = [], ...body: (string | Buffer)[]): Promise<WireReply> {
  const head = [`${line} HTTP/1.1`, `Host: ${daemon.host}`, "Connection: close", ...headers, "", ""].join("\r\n");
  return sendBytes(daemon, [head, ...body]);
}
