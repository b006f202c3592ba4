// Makes `dist/bin` of what the compiler has put into `dist`: the command and the library in few files, since loading a
// thousand small ones takes longer than a short run. `dist/cli/main.js` does the same, slower, and is what debuggers start.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const { dependencies, peerDependencies } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** Needed by nearly every run. All else stays a package of its own, which is loaded when it is needed. */
const INSIDE = [
  ...["cli-table3", "commander", "csv-stringify", "hdr-histogram-js", "jstat", "junit-report-builder", "picocolors"],
  ...["seedrandom", "tinyglobby", "yaml", "zod"],
];

rmSync(new URL("dist/bin", root), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints: {
    understudy: "dist/cli/main.js",
    worker: "dist/experiment/worker.js",
    library: "dist/experiment/index.js",
    control: "dist/control/index.js",
  },
  outdir: "dist/bin",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Not `keepNames`: it has every closure that a run makes named by a call, a good part of what small closures cost. Only
  // where names of two files collide does the second get a number, which the stack of an error and `replay` then tell.
  chunkNames: "part-[hash]",
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !INSIDE.includes(name)),
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
  },
  metafile: true,
  logLevel: "warning",
});

/** Packages whose code the files hold, with the text of their licences, which ask for that. */
const packages = [
  ...new Set(
    Object.keys(metafile.inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
  ),
];
const licences = packages
  .toSorted((a, b) => (a < b ? -1 : 1))
  .map((path) => `${path.replace(/^.*node_modules\//, "")}\n\n${licenceOf(path)}`);
writeFileSync(new URL("dist/bin/LICENCES.txt", root), licences.join(`\n${"-".repeat(80)}\n\n`));

function licenceOf(path) {
  for (const name of [
    "LICENSE",
    "LICENSE.md",
    "LICENSE.txt",
    "LICENCE",
    "license",
    "README.md",
    "readme.md",
    "package.json",
  ]) {
    try {
      return readFileSync(new URL(`${path}/${name}`, root), "utf8");
    } catch {
      // Another name, then.
    }
  }
  throw new Error(`${path} has no licence`);
}
