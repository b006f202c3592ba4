import { describe, expect, test } from "vitest";
import { terminalSummary } from "../../src/report/index.js";
import type { Summary } from "../../src/result/index.js";
import { sampleSummary, withoutServices } from "./sample.js";

const PLAIN = { colour: false, ascii: false, report: "reports/web-crash" };
const POLICIES = [
  "split-mirror",
  "cold-copy",
  "by-hand",
  "mine",
  "a-policy-whose-name-is-longer-than-its-column",
  "f",
  "g",
];

const SAMPLES: Readonly<Record<string, Summary>> = {
  "no incident": sampleSummary({ incidents: 0 }),
  "one incident": sampleSummary(),
  "ten thousand incidents": sampleSummary({ incidents: 10_000 }),
  "a service that is never up": sampleSummary({ neverUp: true }),
  "a run without services": withoutServices(sampleSummary({ replications: 3, incidents: 2 })),
  "many replications": sampleSummary({ replications: 20, incidents: 3 }),
  "many policies, some failing": sampleSummary({ policies: POLICIES, replications: 3, incidents: 2, fails: true }),
  "a title of many words": {
    ...sampleSummary(),
    scenario: { ...sampleSummary().scenario, title: "outage ".repeat(40) },
  },
  "a name without a space": { ...sampleSummary(), scenario: { ...sampleSummary().scenario, name: "x".repeat(300) } },
};

function linesOf(text: string): readonly string[] {
  return text.split("\n");
}

function withoutColours(text: string): string {
  return text.replace(/\u001b\[\d+m/g, "");
}

describe.each(Object.entries(SAMPLES))("the terminal summary of %s", (_, summary) => {
  test("is at most 80 columns wide, in ASCII too", () => {
    for (const ascii of [false, true]) {
      for (const line of linesOf(terminalSummary(summary, { ...PLAIN, ascii })))
        expect([...line].length).toBeLessThanOrEqual(80);
    }
  });

  test("holds nothing but ASCII when asked to", () => {
    expect(terminalSummary(summary, { ...PLAIN, ascii: true })).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test("says the same in colour as without", () => {
    const coloured = terminalSummary(summary, { ...PLAIN, colour: true });
    expect(coloured).toContain("\u001b[");
    expect(withoutColours(coloured)).toBe(terminalSummary(summary, PLAIN));
  });

  test("is the same each time, and ends without a line break", () => {
    const text = terminalSummary(summary, PLAIN);
    expect(terminalSummary(structuredClone(summary), PLAIN)).toBe(text);
    expect(text).toMatch(/[^\n]$/);
  });
});

describe("the terminal summary", () => {
  test("tells availability, nines and downtime of a year", () => {
    const text = terminalSummary(SAMPLES["one incident"]!, PLAIN);
    // 649 s of 30 days: 0.0250 % missing, 365 / 30 times 649 s in a year.
    expect(text).toContain("shop: 99.974 % available by time, 3.6 nines, 2 h 11 min 36 s down in a year");
  });

  test("does not make a year of a short run", () => {
    const sample = SAMPLES["one incident"]!;
    const short = { ...sample, scenario: { ...sample.scenario, durationSeconds: 86_400, warmUpSeconds: 0 } };
    // 0.0250 % of a day.
    expect(terminalSummary(short, PLAIN)).toContain("99.974 % available by time, 3.6 nines, 21.6 s down in 1 d");
  });

  test("tells availability by request too", () => {
    expect(terminalSummary(SAMPLES["one incident"]!, PLAIN)).toContain("99.979 % of requests answered in time");
  });

  test("tells the interval only when replications give one", () => {
    expect(terminalSummary(SAMPLES["one incident"]!, PLAIN)).not.toContain("interval");
    expect(terminalSummary(SAMPLES["many replications"]!, PLAIN)).toContain(
      "95 % interval of the mean by time, 20 replications",
    );
  });

  test("tells each of a few incidents with cause, place, recovery time and phases", () => {
    const text = terminalSummary(SAMPLES["one incident"]!, PLAIN).replace(/\n +/g, " ");
    expect(text).toContain("crash web-1, web-1 → web-2, recovered in 10 min 49 s");
    expect(text).toContain("detect 59.7 s + fence 4.43 s + data 2 min 12.8 s + boot 7 min 22.5 s");
  });

  test("of ten thousand incidents tells the number, the mean and the longest, not each", () => {
    const text = terminalSummary(SAMPLES["ten thousand incidents"]!, PLAIN);
    expect(text).toContain("10,000 incidents");
    expect(linesOf(text).length).toBeLessThan(30);
  });

  test("a service that is never up has an empty line of time and an incident that did not end", () => {
    const text = terminalSummary(SAMPLES["a service that is never up"]!, PLAIN);
    expect(text).toContain("shop: 0 % available");
    expect(text).toMatch(/ day 0 _{60,} day 30/);
    expect(text).toContain("which had not ended when the run did");
    expect(text).toMatch(/not recovered\s+after 30 d/);
  });

  test("a month with one short outage is one column short of full, and not an outage of a day", () => {
    const bars = /day 0 ([▁▂▃▄▅▆▇█_]+) day 30/.exec(terminalSummary(SAMPLES["one incident"]!, PLAIN))![1]!;
    expect([...bars].filter((bar) => bar === "▇")).toHaveLength(1);
    expect([...bars].filter((bar) => bar !== "▇" && bar !== "█")).toHaveLength(0);
  });

  test("names what failed, what was never at stake and what never fired", () => {
    const text = terminalSummary(sampleSummary({ fails: true }), PLAIN).replace(/\n +/g, " ");
    expect(text).toContain("✗ shop.rto.max <= 1min: 10 min 49 s; missed by 9 min 49 s");
    expect(text).toContain("✗ invariant unique-identity violated, 3 times in 120: web-1 and web-2 both answer");
    expect(text).toContain("never at stake, so not tested: queue-bounded, no-double-allocation");
    expect(text).toContain("faults that never fired: hang web-1");
    expect(text).toContain("1 of 2 expectations failed, 1 invariant violated.");
  });

  test("adds the phases of an incident with many attempts up, each with how often it came", () => {
    const [policy] = sampleSummary({ incidents: 1 }).policies;
    const [replication] = policy!.replications;
    const attempts = Array.from({ length: 5 }, (_, index) => [
      { phase: "pause" as const, startSeconds: 60 * index, durationSeconds: 30 },
      { phase: "boot" as const, startSeconds: 60 * index + 30, durationSeconds: 30 },
    ]).flat();
    const phases = [...attempts, { phase: "detect" as const, startSeconds: 300, durationSeconds: 4 }];
    const incidents = [{ ...replication!.incidents[0]!, phases }];
    const summary = { ...sampleSummary(), policies: [{ ...policy!, replications: [{ ...replication!, incidents }] }] };
    expect(terminalSummary(summary, PLAIN)).toMatch(/\n +detect 4 s \+ 5 × boot 2 min 30 s \+ 5 × pause 2 min 30 s\n/);
    expect(terminalSummary(summary, { ...PLAIN, ascii: true })).toContain("5 x boot 2 min 30 s");
  });

  test("shades the line of time where for most of it users were not served as they should be", () => {
    const [policy] = sampleSummary().policies;
    const strips = [
      {
        kind: "service",
        actor: "shop",
        intervals: [
          [0, "serving"],
          [15 * 86_400, "brown-out"],
        ] as const,
      },
    ];
    const summary = { ...sampleSummary(), policies: [{ ...policy!, detail: { ...policy!.detail, strips } }] };
    expect(terminalSummary(summary, PLAIN)).toMatch(/day 0 █+░+ day 30/);
    expect(terminalSummary(summary, { ...PLAIN, ascii: true })).toMatch(/day 0 #+~+ day 30/);
  });

  test("counts the brown-outs that it leaves out", () => {
    const [policy] = sampleSummary().policies;
    const [replication] = policy!.replications;
    const brownOuts = [60, 120, 180, 240].map((durationSeconds) => {
      const at = { startSeconds: durationSeconds * 100, endSeconds: durationSeconds * 101, durationSeconds };
      return { kind: "brown-out" as const, service: "shop", answered: 0.5, ...at };
    });
    const summary = {
      ...sampleSummary(),
      policies: [{ ...policy!, replications: [{ ...replication!, brownOuts }] }],
    };
    expect(terminalSummary(summary, PLAIN)).toMatch(/4 brown-outs[^]*4 min: 50 %[^]*3 min: 50 %[^]*and 2 shorter ones/);
  });

  test("says that those of a brown-out were answered as its objective asks, not as requests are counted else", () => {
    const [policy] = sampleSummary().policies;
    const [replication] = policy!.replications;
    const at = { startSeconds: 60, endSeconds: 120, durationSeconds: 60 };
    const brownOuts = [{ kind: "brown-out" as const, service: "shop", answered: 0.8, ...at }];
    const told = terminalSummary(
      { ...sampleSummary(), policies: [{ ...policy!, replications: [{ ...replication!, brownOuts }] }] },
      PLAIN,
    );
    expect(told).toContain("1 min: 80 % answered as it asks");
    // Whatever outages are put down to stands with outages.
    expect(told.lastIndexOf("of the time down after")).toBeLessThan(told.indexOf("1 brown-out"));
  });

  test("tells of much that was never at stake the names alone, and where the reasons are", () => {
    const [policy] = sampleSummary().policies;
    const idle = ["a", "b", "c", "d"].map((name) => {
      return { ...policy!.invariants[0]!, name, atStake: 0, violations: 0, examples: [], why: "nothing moved" };
    });
    const told = (invariants: typeof idle): string =>
      terminalSummary({ ...sampleSummary(), policies: [{ ...policy!, invariants }] }, PLAIN);
    expect(told(idle)).toContain("never at stake, so not tested: a, b, c, d; why: in the report");
    expect(told(idle.slice(1))).toContain("never at stake, so not tested: b, c, d (nothing moved)");
  });

  test("claims no loss only when the recovery point was measured", () => {
    const measured = sampleSummary();
    const unmeasured: Summary = {
      ...measured,
      policies: measured.policies.map((policy) => ({
        ...policy,
        measures: policy.measures.filter(({ key }) => !key.includes("rpo")),
      })),
    };
    expect(terminalSummary(measured, PLAIN)).toContain("no acknowledged write was lost");
    expect(terminalSummary(unmeasured, PLAIN)).not.toContain("acknowledged write");
    expect(terminalSummary(sampleSummary({ incidents: 3 }), PLAIN)).toContain("3 acknowledged writes lost (12.3 kB)");
  });

  test("tells policies side by side, each once", () => {
    const text = terminalSummary(SAMPLES["many policies, some failing"]!, { ...PLAIN, ascii: true });
    const header = linesOf(text)
      .filter((line) => /^ {20,}\S/.test(line))
      .join("");
    for (const policy of ["split-mirror", "cold-copy", "by-hand", "mine"]) expect(header.split(policy)).toHaveLength(2);
  });

  test("keeps the name of a measure in one piece where it fits, and has no empty row", () => {
    const text = terminalSummary(sampleSummary({ policies: ["a", "b", "c", "d"], replications: 3 }), PLAIN);
    const table = text.slice(text.lastIndexOf("shop.availability "));
    expect(table).toMatch(/^shop\.availability +\S/);
    expect(table).not.toMatch(/[─┼│]/);
  });

  test("says that an interrupted run is one", () => {
    expect(terminalSummary({ ...sampleSummary(), partial: true }, PLAIN)).toContain("Interrupted");
  });

  test("lets no name steer the terminal", () => {
    const title = "calm\u001b[2J\u0007\u009b31m\r\nand red";
    const summary = { ...sampleSummary(), scenario: { ...sampleSummary().scenario, title } };
    expect(terminalSummary(summary, PLAIN)).toContain("calm?[2J??31m??and red");
  });
});
