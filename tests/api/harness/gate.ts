// SPDX-License-Identifier: Apache-2.0
// A picture worker that begins only when a gate is opened: what is being looked at stays so until then.
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const built = resolve(dirname(process.env["STENCIL_TEST_PROGRAM"] ?? "build/stencild"));
const real = join(built, "stencil-picture");

/** For another picture worker than the one beside the daemon, with whose fonts it is found. */
export const workerSettings = (program: string) => ({ "media.program": program, "render.fonts": join(built, "fonts") });

/** It may have been started by a daemon that is killed before it looks who that is: then it is init's. */
const script = (key: string) => `#!/bin/sh
while ! [ -e ${key} ]; do
  [ $PPID != 1 ] && kill -0 $PPID 2>/dev/null || exit
  /bin/sleep 0.02
done
exec ${real} "$@"
`;

export class Gate {
  private readonly folder = mkdtempSync(join(tmpdir(), "stencil-gate-"));
  private readonly key = join(this.folder, "open");
  private readonly program = join(this.folder, "picture");
  /** Of a daemon with this worker, which ends with it as any does. */
  readonly settings = { ...workerSettings(this.program), "media.timeout_ms": "60000" };

  constructor() {
    writeFileSync(this.program, script(this.key));
    chmodSync(this.program, 0o755);
  }

  open(): void {
    if (!existsSync(this.key)) writeFileSync(this.key, "");
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
