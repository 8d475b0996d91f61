// SPDX-License-Identifier: Apache-2.0
// A picture worker that begins only when a gate is opened: what is being looked at stays so until then.
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const real = resolve(dirname(process.env["STENCIL_TEST_PROGRAM"] ?? "build/stencild"), "stencil-picture");

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
  /** For the setting media.program. It ends with the daemon, as a worker does. */
  readonly program = join(this.folder, "picture");

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
