// SPDX-License-Identifier: Apache-2.0
// The real daemon, on a free port and a folder of its own.
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = process.env["STENCIL_TEST_PROGRAM"] ?? "build/stencild";

/** Settings by "section.key". */
export type Settings = Record<string, string>;

/** This environment with nothing in it that the daemon would take for a setting but these. */
export function environment(settings: Settings = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("STENCIL_"));
  const given = Object.entries({ "password.cost": "10", ...settings }).map(([name, value]) => [
    `STENCIL_${name.replace(".", "_").toUpperCase()}`,
    value,
  ]);
  return Object.fromEntries([...kept, ...given]) as NodeJS.ProcessEnv;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "stencil-test-"));
}

/** Runs a command of the program to its end. */
export function run(words: string[], settings?: Settings, input = "") {
  return spawnSync(program, words, { env: environment(settings), input, encoding: "utf8" });
}

export class Daemon {
  private constructor(
    readonly folder: string,
    readonly url: string,
    private readonly process: ChildProcess,
    /** Its log, as far as it has come. */
    readonly lines: string[],
  ) {}

  /** Starts on a new folder, or on one that is given, and waits until it is ready to answer. */
  static async start(settings?: Settings, folder = newFolder()): Promise<Daemon> {
    const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", folder], {
      env: environment(settings),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
    const first = await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      once(child, "exit").then(([code]) => assert.fail(`the daemon ended with ${code}:\n${lines.join("\n")}`)),
    ]);
    const url = /^stencild: listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(String(first[0]))?.[1];
    assert.ok(url, `not the line of a daemon that is ready: ${first[0]}`);
    return new Daemon(folder, url, child, lines);
  }

  get host(): string {
    return this.url.slice("http://".length);
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** The end of its log, for the message of a failed test. */
  tail(): string {
    return this.lines.slice(-12).join("\n");
  }

  /** Waits until it is gone and all of its log has come. */
  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const ended = this.process.exitCode === null && this.process.signalCode === null ? once(this.process, "close") : null;
    this.process.kill(signal);
    await ended;
    return this.process.exitCode;
  }

  /** Stops it as an operator would. The folder stays. */
  async stop(): Promise<void> {
    const code = await this.end("SIGTERM");
    assert.equal(code, 0, `the daemon stopped with ${code}:\n${this.lines.slice(-60).join("\n")}`);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Stops it and takes its folder away. */
  async clear(): Promise<void> {
    try {
      await this.stop();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
