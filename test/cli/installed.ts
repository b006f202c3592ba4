/** The package as it is published, unpacked into a folder in which somebody uses it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Installed {
  /** The folder of whoever uses it, with a scenario `s.yaml`. */
  readonly place: string;
  /** That of the package. */
  readonly folder: string;
}

/** Packs and unpacks it before the tests of a file, for which it is there then. */
export function installed(): Installed {
  const here = { place: "", folder: "" };
  beforeAll(() => {
    here.place = mkdtempSync(join(tmpdir(), "understudy-package-"));
    here.folder = join(here.place, "node_modules", "understudy-sim");
    unpack(here);
  });
  afterAll(() => rmSync(here.place, { recursive: true, force: true }));
  return here;
}

function unpack({ place, folder }: Installed): void {
  // The command is what is built already; npm's own preparation would build it again.
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", place], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", join(place, filename), "-C", folder, "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of [...Object.keys(dependencies), "@types/node"]) {
    const link = join(place, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
  writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  writeFileSync(join(place, "s.yaml"), smallScenario());
}
