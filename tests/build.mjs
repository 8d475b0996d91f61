// SPDX-License-Identifier: Apache-2.0
// Makes one program of each tests/api/NAME.test.ts: FOLDER/NAME.test.mjs, for `node --test`.
// node tests/build.mjs [FOLDER]
import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";

const folder = process.argv[2] ?? "build/tests/api";

// What is left of a test that is gone must not run.
rmSync(folder, { recursive: true, force: true });
await build({
  entryPoints: readdirSync("tests/api").filter((name) => name.endsWith(".test.ts")).map((name) => `tests/api/${name}`),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  external: ["sharp", "tus-js-client"],
  platform: "node",
  format: "esm",
  target: "node18",
  logLevel: "warning",
});
