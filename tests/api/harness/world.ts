// SPDX-License-Identifier: Apache-2.0
// One daemon for a test file, with the people and things that its tests start from.
import { after, before } from "node:test";
import { Client } from "./client.ts";
import { Daemon, type Settings } from "./daemon.ts";

interface Ground {
  daemon: Daemon;
  nobody: Client;
}

/** Filled before the first test, cleared away after the last. */
export function world<T extends object>(make: (daemon: Daemon) => Promise<T>, settings?: Settings): T & Ground {
  const made = {} as T & Ground;
  before(async () => {
    const daemon = await Daemon.start(settings);
    Object.assign(made, { daemon, nobody: new Client(daemon) });
    Object.assign(made, await make(daemon));
  });
  after(() => made.daemon?.clear());
  return made;
}
