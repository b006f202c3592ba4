/** What commands leave behind, made once: reports, a comparison, the points of a sweep. */
import { readdirSync, readFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smallScenario } from "../../test/experiment/small-scenario.js";
import { inProcess } from "../../test/cli/in-process.js";

/** A scenario that takes no time, with all that reports tell of. */
export const SMALL = smallScenario({ load: "1/min", duration: "30min", expect: '  shop.availability: ">= 1%"' });

export const SWEEP = ["sweep", "s.yaml", "--set", "hosts.web-1.flush=1s,5s", "--jobs", "1", "--out", "w"];
const COMPARE = ["compare", "s.yaml", "--replications", "2", "--jobs", "1", "--out", "c"];
const RUN = ["run", "s.yaml", "--policy", "quick,slow", "--replications", "2", "--jobs", "1", "--out", "o"];

let made: Promise<Readonly<Record<string, string>>> | null = null;

/** The files by path: `s.yaml`, reports in `o`, a comparison in `c`, a sweep in `w`; texts only. */
export function reportFiles(): Promise<Readonly<Record<string, string>>> {
  return (made ??= make());
}

async function make(): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), "understudy-campaign-"));
  try {
    writeFileSync(join(folder, "s.yaml"), SMALL);
    for (const args of [RUN, COMPARE, SWEEP]) {
      const { status, stderr } = await inProcess(folder, args);
      if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
    }
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (path) => /\.(json|yaml|csv|md|xml)$/.test(path) && statSync(join(folder, path)).isFile(),
    );
    return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
