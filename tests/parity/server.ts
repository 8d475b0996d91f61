// SPDX-License-Identifier: Apache-2.0
// The server's side: draw.c, which draws by all that a picture worker draws with.
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

export class Server {
  #process: ChildProcess;
  #lines: AsyncIterator<string>;
  #reader: Interface;

  constructor(program: string, fonts: string) {
    this.#process = spawn(program, [fonts], { stdio: ["pipe", "pipe", "inherit"] });
    this.#reader = createInterface({ input: this.#process.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** How long it took, in microseconds of the processor. */
  async draw(photo: string, out: string, picture: object, stickers: readonly string[]): Promise<number> {
    this.#process.stdin!.write(`${JSON.stringify({ photo, out, picture, stickers })}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the drawing program ended at ${out}`);
    return Number(value);
  }

  close(): void {
    this.#process.stdin!.end();
    this.#reader.close();
  }
}
