// SPDX-License-Identifier: Apache-2.0
// A line that breaks: what goes to the daemon passes through, until a connection has carried as
// many bytes as it is given.
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Daemon } from "./daemon.ts";

export class FlakyLine {
  /** How often it broke. */
  breaks = 0;

  private constructor(
    private readonly server: Server,
    /** Where it leads to now; another one after a restart. */
    public daemon: Daemon,
    private readonly budget: () => number,
  ) {}

  static async start(daemon: Daemon, budget: () => number): Promise<FlakyLine> {
    const server = createServer();
    const line = new FlakyLine(server, daemon, budget);
    server.on("connection", (near) => line.carry(near));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  private carry(near: Socket): void {
    const { hostname, port } = new URL(this.daemon.url);
    const far = connect(Number(port), hostname);
    const cut = () => [near, far].forEach((end) => end.destroy());
    let left = this.budget();
    near.on("data", (data: Buffer) => {
      if (left <= 0) return;
      const isLast = data.length >= left;
      if (isLast) this.breaks++;
      if (!far.write(data.subarray(0, left), isLast ? cut : undefined)) near.pause();
      left -= data.length;
    });
    far.on("drain", () => near.resume());
    far.on("data", (data) => near.write(data));
    for (const end of [near, far]) end.on("error", cut).on("close", cut);
  }
}
