import { describe, expect, test } from "vitest";
import { incidentsCsv, replicationsCsv, timeseriesCsv } from "../../src/report/index.js";
import { PHASES, type Summary } from "../../src/result/index.js";
import { sampleSummary } from "./sample.js";

type Table = readonly Readonly<Record<string, string>>[];

/** Reads CSV as RFC 4180 has it; every row must be as long as the header. */
function parseCsv(text: string): Table {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error(`no field at ${text.slice(cell.lastIndex, cell.lastIndex + 20)}`);
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\n") rows.push([]);
  }
  const [header, ...records] = rows.filter((row) => row.length > 0);
  return records.map((record) => {
    expect(record).toHaveLength(header!.length);
    return Object.fromEntries(header!.map((name, index) => [name, record[index]!]));
  });
}

describe("incidents.csv", () => {
  test("has a row for each incident of every policy and replication, and phases that add up", () => {
    const rows = parseCsv(incidentsCsv(sampleSummary({ policies: ["a", "b"], replications: 3, incidents: 4 })));
    expect(rows).toHaveLength(2 * 3 * 4);
    expect(rows.filter(({ policy, replication }) => policy === "b" && replication === "2")).toHaveLength(4);
    for (const row of rows) {
      const phases = PHASES.reduce((sum, phase) => sum + Number(row[`${phase}Seconds`]), 0);
      expect(phases).toBeCloseTo(Number(row["recoveryTimeSeconds"]), 6);
    }
  });

  test("leaves a field empty where there is no value", () => {
    const [row] = parseCsv(incidentsCsv(sampleSummary({ neverUp: true })));
    expect(row).toMatchObject({ endSeconds: "", detectedSeconds: "", to: "", recoveryTimeSeconds: "2592000" });
  });

  test("is a header alone when nothing happened", () => {
    expect(parseCsv(incidentsCsv(sampleSummary({ incidents: 0 })))).toHaveLength(0);
    expect(incidentsCsv(sampleSummary({ incidents: 0 }))).toMatch(/^policy,.*\n$/);
  });

  test("keeps commas, quotes and line breaks in names, and defuses what a spreadsheet would calculate", () => {
    const causes = ['=HYPERLINK("x")', "two\nlines, with a comma"];
    expect(parseCsv(incidentsCsv(withCauses(sampleSummary(), causes)))[0]!["causes"]).toBe(`'${causes.join("; ")}`);
  });
});

function withCauses(summary: Summary, causes: readonly string[]): Summary {
  const replace = <T extends { incidents: readonly object[] }>(each: T): T => ({
    ...each,
    incidents: each.incidents.map((incident) => ({ ...incident, causes })),
  });
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({ ...policy, replications: policy.replications.map(replace) })),
  };
}

describe("timeseries.csv", () => {
  test("has a row for each value, with the start of its step, and no value for null", () => {
    const rows = parseCsv(timeseriesCsv(sampleSummary()));
    expect(rows.map(({ series, startSeconds, value }) => [series, startSeconds, value])).toEqual([
      ["shop.served", "0", "120"],
      ["shop.served", "648000", "118.5"],
      ["shop.served", "1296000", "121.25"],
      ["shop.served", "1944000", ""],
      ["hosts.online", "0", "2"],
      ["hosts.online", "1296000", "1"],
    ]);
  });
});

describe("replications.csv", () => {
  test("has each measure of each replication in full", () => {
    const summary = sampleSummary({ policies: ["a", "b"], replications: 5 });
    const rows = parseCsv(replicationsCsv(summary));
    expect(rows).toHaveLength(10);
    const { measures, digest } = summary.policies[1]!.replications[4]!;
    expect(Number(rows[9]!["shop.availability"])).toBe(measures["shop.availability"]);
    expect(rows[9]).toMatchObject({ policy: "b", replication: "4", behaviourDigest: digest.behaviour });
  });

  test("leaves a measure empty that does not apply", () => {
    expect(parseCsv(replicationsCsv(sampleSummary({ incidents: 0 })))[0]!["shop.rto.max"]).toBe("");
  });
});
