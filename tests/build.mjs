// SPDX-License-Identifier: Apache-2.0
// Makes one program of each NAME.test.ts in tests/api, or in another folder: FOLDER/NAME.test.mjs, for `node --test`.
// node tests/build.mjs [FOLDER [FROM]]
import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";

const [folder = "build/tests/api", from = "tests/api"] = process.argv.slice(2);

// What is left of a test that is gone must not run.
rmSync(folder, { recursive: true, force: true });
await build({
  entryPoints: readdirSync(from).filter((name) => name.endsWith(".test.ts")).map((name) => `${from}/${name}`),
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  external: ["esbuild", "playwright-core", "sharp", "tus-js-client"],
  platform: "node",
  format: "esm",
  target: "node18",
  logLevel: "warning",
});
