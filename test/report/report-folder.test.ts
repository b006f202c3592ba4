import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ReportFolderError, writeReport } from "../../src/report/index.js";
import { sampleSummary } from "./sample.js";

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "report-"));
});
afterEach(async () => {
  await rm(place, { recursive: true, force: true });
});

const TEXTS = [
  "topology.svg",
  "index.html",
  "summary.md",
  "incidents.csv",
  "timeseries.csv",
  "replications.csv",
  "junit.xml",
  "summary.json",
];
const CHARTS = [
  "availability-over-time.png",
  "nines.png",
  "takeover-timeline.png",
  "recovery-phases.png",
  "outage-durations.png",
  "recovery-time.png",
  "recovery-point.png",
  "load.png",
];

async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).toSorted((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, (await readFile(join(folder, name))).toString("base64")])),
  ) as Record<string, string>;
}

describe("the report folder", () => {
  test("is made if need be, holds every file and no temporary one, and gives the summary back", async () => {
    const folder = join(place, "a", "b");
    const summary = sampleSummary({ incidents: 2 });
    const written = await writeReport(folder, summary);
    expect(written).toEqual([...CHARTS, ...TEXTS]);
    expect((await readdir(folder)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      written.toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(JSON.parse(await readFile(join(folder, "summary.json"), "utf8"))).toEqual(summary);
  });

  test("holds the same bytes when the same results are written again", async () => {
    await writeReport(join(place, "one"), sampleSummary({ policies: ["a", "b"], replications: 2 }));
    await writeReport(join(place, "two"), sampleSummary({ policies: ["a", "b"], replications: 2 }));
    expect(await contentsOf(join(place, "two"))).toEqual(await contentsOf(join(place, "one")));
  });

  test("loses charts of an earlier report that no longer apply, and nothing that is not a report's", async () => {
    await writeReport(place, sampleSummary());
    await writeFile(join(place, "notes.txt"), "mine");
    await writeReport(place, sampleSummary({ incidents: 0 }));
    const names = await readdir(place);
    expect(names).toContain("availability-over-time.png");
    expect(names).not.toContain("takeover-timeline.png");
    expect(names).toContain("notes.txt");
  });

  test("says what is in the way when a file stands in its place", async () => {
    const folder = join(place, "taken");
    await writeFile(folder, "a file");
    const error = await writeReport(folder, sampleSummary()).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(ReportFolderError);
    expect(error).toMatchObject({
      message: `The report cannot be written to ${folder}: a file stands where a folder is needed.`,
      path: folder,
      wayOut: "Choose another folder, or remove that file.",
    });
    expect(await readFile(folder, "utf8")).toBe("a file");
  });

  test("touches no file of an earlier report when one of the new cannot be written", async () => {
    await writeReport(place, sampleSummary({ incidents: 2 }));
    await rm(join(place, "junit.xml"));
    await mkdir(join(place, "junit.xml"));
    await writeFile(join(place, "junit.xml", "inside"), "");
    const filesNow = async () => {
      const files = [...CHARTS, ...TEXTS].filter((name) => name !== "junit.xml");
      return Promise.all(files.map((name) => readFile(join(place, name), "base64")));
    };
    const before = await filesNow();
    await expect(writeReport(place, sampleSummary({ incidents: 9 }))).rejects.toThrow(ReportFolderError);
    expect(await filesNow()).toEqual(before);
    expect((await readdir(place)).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
