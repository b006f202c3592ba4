import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { afterAll, describe, expect, test } from "vitest";
import type { Chart } from "../../../src/report/index.js";
import { charts } from "../../../src/report/chart/index.js";
import { ellipsize, textWidth, wrapText } from "../../../src/report/chart/pen.js";
import { timeTicks } from "../../../src/report/chart/time-axis.js";
import { faultLanes } from "../../../src/report/chart/lanes.js";
import { CONDITION_FILLS, FAULT_MARK, PHASE_FILLS } from "../../../src/report/chart/palette.js";
import type { Incident, StepResult, Summary } from "../../../src/result/index.js";
import { sampleSummary, withRolesAndClusters, withTransfer, DAY, HOUR, type SampleOptions } from "../sample.js";
import { decode, type Picture } from "./picture.js";

/** The sample with load, latencies and detections, which it has not of itself. */
function busySample(options?: SampleOptions): Summary {
  const summary = withRolesAndClusters(withTransfer(sampleSummary(options)));
  const { durationSeconds } = summary.scenario;
  const series = (name: string, unit: "per-second" | "count", values: readonly (number | null)[]) => {
    return { name, unit, stepSeconds: durationSeconds / values.length, values };
  };
  const measured = (key: string, mean: number) => {
    const [first] = summary.policies[0]!.measures;
    return { ...first!, key, mean, min: mean, max: mean, overall: mean, interval: null };
  };
  const percentiles = ["p50", "p95", "p99", "p999", "max"];
  return {
    ...summary,
    policies: summary.policies.map((policy, index) => ({
      ...policy,
      measures: [
        ...policy.measures,
        ...percentiles.map((key, place) => measured(`shop.latency.${key}`, 0.08 * (index + 1) * 2 ** place)),
        measured("shop.detection.mean", 10 + index),
        measured("shop.detection.false", index),
        measured("disk-a.stall.max", 4 * (index + 1)),
        measured("disk-a.stall.total", 20 * (index + 1)),
        measured("disk-a.ios.stalled", 10),
        measured("disk-a.ios.failed", index),
      ],
      detail: {
        ...policy.detail,
        series: [
          ...policy.detail.series.filter(({ name }) => name === "orders.lag"),
          series("shop.offered", "per-second", [100, 140, 90]),
          series("shop.served", "per-second", [100, null, 90]),
          series("shop.errors", "per-second", [0, 40, 0]),
          series("shop.capacity", "per-second", [100, 100, 200]),
          series("hosts.powered", "count", [1, 2, 1.5]),
          series("tasks.given", "count", [8, 8, 8, 8]),
          series("tasks.again", "count", [0, 0, 2, 0]),
          series("tasks.done", "count", [8, 8, 4, 4]),
          series("tasks.failed", "count", [0, 0, 4, 2]),
          series("tasks.lost", "count", [0, 0, 0, 2]),
        ],
      },
    })),
  };
}

const SAMPLES: Readonly<Record<string, Summary>> = {
  "no incident": sampleSummary({ incidents: 0 }),
  "one incident": sampleSummary(),
  "one incident under load": busySample(),
  "seven policies under load": busySample({ policies: ["a", "b", "c", "d", "e", "f", "g"], incidents: 2 }),
  "ten thousand incidents": sampleSummary({ incidents: 10_000 }),
  "a service that is never up": sampleSummary({ neverUp: true }),
  "three policies in five replications": sampleSummary({ policies: ["a", "b", "c"], replications: 5, incidents: 3 }),
  "names that are too long": longNames(busySample({ policies: ["p".repeat(200), "q"], incidents: 2 })),
};

/** The sample with long names of hosts and steps, and a host that nobody has heard of. */
function longNames(summary: Summary): Summary {
  return {
    ...summary,
    scenario: { ...summary.scenario, name: "scenario ".repeat(30) },
    policies: summary.policies.map((policy) => ({
      ...policy,
      detail: {
        ...policy.detail,
        strips: policy.detail.strips.map((strip) => ({ ...strip, actor: `${strip.actor} ${"of a rack ".repeat(20)}` })),
        bands: policy.detail.bands.map((band) => ({ ...band, target: `web-1 ${"and others ".repeat(3)}` })),
        takeovers: policy.detail.takeovers.map((takeover) => ({
          ...takeover,
          steps: takeover.steps.map((step) => ({
            ...step,
            step: `${step.step} ${"slowly ".repeat(20)}`,
            outcome: "failed" as const,
            reason: "because ".repeat(40),
          })),
        })),
      },
    })),
  };
}

/** First row of pixels of the four lanes of a picture of ratio 1, counted from its bottom: axis and source are below. */
function topOfLanes({ height }: Picture): number {
  return height - 30 - 42 - 4 * 28;
}

/** The sample with a last step that takes a millisecond. */
function withShortStep(summary: Summary): Summary {
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({
      ...policy,
      detail: {
        ...policy.detail,
        takeovers: policy.detail.takeovers.map((takeover) => ({
          ...takeover,
          steps: takeover.steps.map((step) =>
            step.phase === "resume" ? { ...step, endSeconds: step.startSeconds + 0.001 } : step,
          ),
        })),
      },
    })),
  };
}

function withIncident(summary: Summary, incident: Incident): Summary {
  return {
    ...summary,
    policies: summary.policies.map((policy) => ({
      ...policy,
      replications: policy.replications.map((each) => ({ ...each, incidents: [incident] })),
    })),
  };
}

/** Pixels that are not white along each edge of a picture. */
function inkAtItsEdges({ ink, width, height }: Picture): readonly number[] {
  return [ink(0, 0, width, 6), ink(0, height - 6, width, 6), ink(0, 0, 6, height), ink(width - 6, 0, 6, height)];
}

function chartNamed(name: string): Chart {
  return charts.find((each) => each.name === name)!;
}

describe.each(charts.map((chart) => [chart.name, chart] as const))("the chart %s", (_, chart) => {
  // Most tests look at the same pictures, each of which is drawn and read back once.
  const seen = new Map<string, { readonly png: Buffer; readonly picture: Promise<Picture> }>();
  afterAll(() => seen.clear());
  const drawn = (sample: string) => {
    const known = seen.get(sample);
    if (known !== undefined) return known;
    const png = chart.render(SAMPLES[sample]!, { format: "png", pixelRatio: 1 });
    const made = { png, picture: decode(png) };
    seen.set(sample, made);
    return made;
  };

  test.each(Object.keys(SAMPLES))("of %s is cut nowhere", async (sample) => {
    const picture = await drawn(sample).picture;
    expect(picture.width).toBe(960);
    expect(inkAtItsEdges(picture)).toEqual([0, 0, 0, 0]);
  });

  // Four times the pixels take four times as long: of the fullest pictures is enough.
  test.each(["seven policies under load", "names that are too long"])(
    "of %s is of the same size at both ratios",
    async (sample) => {
      const single = await drawn(sample).picture;
      const double = await decode(chart.render(SAMPLES[sample]!, { format: "png", pixelRatio: 2 }));
      expect([double.width, double.height]).toEqual([2 * single.width, 2 * single.height]);
      expect(inkAtItsEdges(double)).toEqual([0, 0, 0, 0]);
    },
  );

  test("has its title and question in letters", async () => {
    const picture = await drawn("one incident").picture;
    const title = picture.ink(0, 16, 960, 24);
    const question = picture.ink(0, 42, 960, 18);
    expect(title).toBeGreaterThan(20 * chart.title.length);
    expect(question).toBeGreaterThan(10 * chart.question.length);
    expect(picture.ink(0, 0, 18, picture.height)).toBe(0);
  });

  test("is the same bytes each time, as PNG and as SVG, which is of the same size", async () => {
    const anew = () => sampleSummary({ policies: ["a", "b", "c"], replications: 5, incidents: 3 });
    const { png, picture } = drawn("three policies in five replications");
    expect(chart.render(anew(), { format: "png", pixelRatio: 1 }).equals(png)).toBe(true);
    // An SVG has no pixels of which there could be more.
    const [svg, other] = [1, 2].map((pixelRatio) => chart.render(anew(), { format: "svg", pixelRatio }));
    expect(svg!.equals(other!)).toBe(true);
    const { width, height } = await picture;
    expect(svg!.toString()).toContain(`width="${width}" height="${height}"`);
  });

  test("applies to a run with incidents and load, and says so in words when there is nothing to show", async () => {
    expect(chart.applies(busySample({ policies: ["a", "b"], incidents: 2 }))).toBe(true);
    const empty: Summary = { ...sampleSummary(), policies: [] };
    expect(chart.applies(empty)).toBe(false);
    const picture = await decode(chart.render(empty, { format: "png", pixelRatio: 1 }));
    expect(picture.ink(20, 80, 600, 60)).toBeGreaterThan(300);
  });
});

describe("text in charts", () => {
  test("is set in the font that comes with the program, not in one that the machine may lack", () => {
    const text = "Availability over time, 0123456789";
    const width = textWidth(text, 100);
    const fallback = createCanvas(1, 1).getContext("2d");
    fallback.font = "100px 'no such family'";
    expect(GlobalFonts.has("Inter")).toBe(true);
    expect(width).not.toBeCloseTo(fallback.measureText(text).width, 0);
    expect(textWidth(text, 100, 600)).toBeGreaterThan(width);
  });

  test("is cut with an ellipsis where it does not fit, and wrapped at spaces", () => {
    const cut = ellipsize("a name that is longer than its place", 100, 12);
    expect(cut).toMatch(/^a name.*…$/);
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
    expect(ellipsize("short", 100, 12)).toBe("short");
    const lines = wrapText("one two three four five six seven", 80, 12);
    expect(lines.join(" ")).toBe("one two three four five six seven");
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(80);
  });
});

describe("ticks of time", () => {
  test.each([
    [30 * 86_400, "days", "0 5 10 15 20 25 30"],
    [649, "minutes", "0 1 2 3 4 5 6 7 8 9 10"],
    [0.005, "microseconds", "0 500 1000 1500 2000 2500 3000 3500 4000 4500 5000"],
    [7200, "minutes", "0 10 20 30 40 50 60 70 80 90 100 110 120"],
  ])("up to %d s are %s", (end, unit, labels) => {
    const ticks = timeTicks(end, 14);
    expect(ticks.unit).toBe(unit);
    expect(ticks.seconds.map((seconds) => ticks.label(seconds)).join(" ")).toBe(labels);
  });
});

describe("availability over time", () => {
  const chart = chartNamed("availability-over-time");
  const draw = (summary: Summary) => chart.render(summary, { format: "png", pixelRatio: 1 });

  test("shows one short outage in a month as a mark, and the month as healthy", async () => {
    const picture = await decode(draw(SAMPLES["one incident"]!));
    const [up, down] = [CONDITION_FILLS.up, CONDITION_FILLS.down].map(({ colour }) =>
      picture.count(colour, topOfLanes(picture)),
    );
    // Two strips have a triangle and a hair each, of some ten pixels that are not mixed with their surroundings.
    expect(down).toBeGreaterThan(14);
    expect(down).toBeLessThan(34);
    expect(up).toBeGreaterThan(300 * down!);
  });

  test("does not paint a month red in which each hour has some seconds of outage", async () => {
    const picture = await decode(draw(SAMPLES["ten thousand incidents"]!));
    const [up, down] = [CONDITION_FILLS.up, CONDITION_FILLS.down].map(({ colour }) =>
      picture.count(colour, topOfLanes(picture)),
    );
    // Down for 4 % of the time: a quarter of the strip, the least that can be seen, and marks of a third of its height.
    expect(up).toBeGreaterThan(down!);
    expect(down).toBeGreaterThan(2 * 740 * (4 + 3));
  });

  test.each([1, 2, 4, 9])(
    "has a lane with a name for each of %i faults that overlap, as far as four",
    async (count) => {
      const bands = Array.from({ length: count }, (_, index) => {
        return {
          fault: `f${index}`,
          effect: "slow",
          target: "web-1",
          startSeconds: index * HOUR,
          endSeconds: 30 * HOUR,
        };
      });
      const duration = 240 * HOUR;
      const lanes = Math.min(count, 4);
      expect(faultLanes(bands, duration, 740)).toBe(lanes);
      const sample = sampleSummary({ incidents: 0, durationSeconds: duration });
      const policies = sample.policies.map((policy) => ({ ...policy, detail: { ...policy.detail, bands } }));
      const picture = await decode(draw({ ...sample, policies }));
      const plain = await decode(draw({ ...sample, policies: sample.policies }));
      expect(picture.height - plain.height).toBe((lanes - 1) * 28);
      // Bars of eight pixels and an eighth of the run, one below the other.
      expect(picture.runs(FAULT_MARK).filter((length) => length > 60).length).toBeGreaterThanOrEqual(6 * lanes);
    },
  );

  test("marks an outage of no length too", async () => {
    const summary = sampleSummary({ incidents: 0 });
    const [policy] = summary.policies;
    const intervals: [number, string][] = [[0, "serving"], [HOUR, "down"], [HOUR, "serving"]]; // prettier-ignore
    const strips = policy!.detail.strips.map((strip) => (strip.kind === "service" ? { ...strip, intervals } : strip));
    const blip: Summary = { ...summary, policies: [{ ...policy!, detail: { ...policy!.detail, strips } }] };
    const picture = await decode(draw(blip));
    expect(picture.count(CONDITION_FILLS.down.colour, topOfLanes(picture))).toBeGreaterThan(7);
    expect((await decode(draw(summary))).count(CONDITION_FILLS.down.colour)).toBe(0);
  });

  test("puts no mark below an outage that is plain to see", async () => {
    const summary = sampleSummary({ durationSeconds: 3 * HOUR, incidents: 1 });
    const picture = await decode(draw(summary));
    const run = picture.longestRun(CONDITION_FILLS.down.colour);
    // 649 s of 3 h: 45 of 743 columns, 16 pixels high (less what the outline mixes), in each of two strips.
    expect(run).toBeGreaterThan(42);
    expect(run).toBeLessThan(47);
    expect(picture.count(CONDITION_FILLS.down.colour, topOfLanes(picture))).toBeLessThanOrEqual(2 * 16 * run);
  });

  test("fills strips that are down all the time", async () => {
    const picture = await decode(draw(SAMPLES["a service that is never up"]!));
    expect(picture.longestRun(CONDITION_FILLS.down.colour)).toBeGreaterThan(700);
    expect(picture.count(CONDITION_FILLS.up.colour)).toBe(0);
  });
});

describe("the timeline of a takeover", () => {
  const chart = chartNamed("takeover-timeline");

  test("leaves a step of a millisecond visible beside one of minutes", async () => {
    const picture = await decode(chart.render(withShortStep(sampleSummary()), { format: "png", pixelRatio: 2 }));
    const inLegend = 24 * 24;
    expect(picture.count(PHASE_FILLS.resume.colour)).toBeGreaterThan(inLegend + 120);
    expect(picture.longestRun(PHASE_FILLS.data.colour)).toBeGreaterThan(100);
  });

  test("keeps phases apart in grey by hatching every other one", async () => {
    const picture = await decode(chart.render(SAMPLES["one incident"]!, { format: "png", pixelRatio: 2 }));
    // Lines of a hatching cut rows of pixels short; text within a bar stands on a plain ground.
    const hatched = (colour: string) => picture.runs(colour).filter((run) => run > 3 && run < 14).length;
    expect(hatched(PHASE_FILLS.boot.colour)).toBeGreaterThan(8);
    expect(hatched(PHASE_FILLS.data.colour)).toBe(0);
  });

  test("has bars as long as the steps took", async () => {
    const picture = await decode(chart.render(SAMPLES["one incident"]!, { format: "png", pixelRatio: 2 }));
    const ratio = picture.longestRun(PHASE_FILLS.data.colour) / picture.longestRun(PHASE_FILLS.detect.colour);
    expect(ratio).toBeGreaterThan((45 / 20.25) * 0.97);
    expect(ratio).toBeLessThan((45 / 20.25) * 1.03);
  });

  test("tells pauses between attempts as what they are", async () => {
    const summary = sampleSummary();
    const [policy] = summary.policies;
    const [incident] = policy!.replications[0]!.incidents;
    const paused: Summary = withIncident(summary, {
      ...incident!,
      recoveryTimeSeconds: incident!.recoveryTimeSeconds + 600,
      endSeconds: incident!.endSeconds! + 600,
      phases: [...incident!.phases, { phase: "pause", startSeconds: incident!.endSeconds!, durationSeconds: 600 }],
    });
    const draw = async (each: Summary) => decode(chart.render(each, { format: "png", pixelRatio: 1 }));
    const rowsOf = (picture: Picture) => picture.runs(PHASE_FILLS.pause.colour).filter((run) => run > 20).length;
    // The outlines of strips have that colour too; of the bar every sixth row is dotted.
    expect(rowsOf(await draw(paused)) - rowsOf(await draw(summary))).toBeGreaterThan(8);
  });

  test("writes times in reasons as everywhere in a report", () => {
    const because = (told: Pick<StepResult, "reason" | "quantities">) => {
      const summary = sampleSummary();
      const [incident] = summary.policies[0]!.replications[0]!.incidents;
      const steps = incident!.steps.map((step) => ({ ...step, outcome: "unknown" as const, ...told }));
      return chart.render(withIncident(summary, { ...incident!, steps }), { format: "png", pixelRatio: 1 });
    };
    const written = because({ reason: "no answer within 1 min" });
    const quantities = [{ from: 17, to: 20, is: "duration", value: 60 }] as const;
    expect(because({ reason: "no answer within 60s", quantities })).toEqual(written);
    expect(because({ reason: "no answer within 60s" })).not.toEqual(written);
  });

  test("does not apply to a run without a takeover", () => {
    expect(chart.applies(SAMPLES["no incident"]!)).toBe(false);
    expect(chart.applies(SAMPLES["a service that is never up"]!)).toBe(false);
  });
});

describe("load", () => {
  const chart = chartNamed("load");
  const draw = async (summary: Summary) => decode(chart.render(summary, { format: "png", pixelRatio: 1 }));

  test("shows what could be served beside what was asked, so that the axis reaches as far as either", async () => {
    const busy = busySample();
    const without = {
      ...busy,
      policies: busy.policies.map((policy) => {
        const series = policy.detail.series.filter(({ name }) => name !== "shop.capacity");
        return { ...policy, detail: { ...policy.detail, series } };
      }),
    };
    const served = "#9fd5c1";
    const [shown, alone] = [await draw(busy), await draw(without)];
    // 140 of 151 without, 140 of 216 with what could be served: the area of the served shrinks likewise.
    expect(shown.count(served, 140) / alone.count(served, 140)).toBeGreaterThan(0.6);
    expect(shown.count(served, 140) / alone.count(served, 140)).toBeLessThan(0.8);
  });

  test("names hosts that joined and left beside their marks", async () => {
    const busy = busySample();
    const scaled = (kind: "grow" | "shrink", endSeconds: number) => ({
      ...{ family: "balancing", kind, from: null, to: "web-2", result: "done" as const, steps: [] },
      subjects: [
        { kind: "service", name: "shop" },
        { kind: "host", name: "web-2" },
      ],
      startSeconds: endSeconds - 60,
      endSeconds,
    });
    const withMarks = {
      ...busy,
      policies: busy.policies.map((policy) => {
        const undertakings = [scaled("grow", 10 * DAY), scaled("shrink", 20 * DAY)];
        return { ...policy, detail: { ...policy.detail, undertakings } };
      }),
    };
    const top = 96;
    const [plain, marked] = [await draw(busy), await draw(withMarks)];
    expect(marked.ink(300, top, 400, 14) - plain.ink(300, top, 400, 14)).toBeGreaterThan(100);
  });
});

describe("outage durations", () => {
  const chart = chartNamed("outage-durations");

  test("of many incidents are drawn as thick as there are many of them, not as a blot", async () => {
    const colour = "#0072b2";
    const draw = async (summary: Summary) => decode(chart.render(summary, { format: "png", pixelRatio: 1 }));
    const [many, few] = [await draw(SAMPLES["ten thousand incidents"]!), await draw(sampleSummary({ incidents: 20 }))];
    expect(many.count(colour)).toBeGreaterThan(20);
    expect(many.count(colour)).toBeLessThan(few.count(colour));
  });
});

describe("recovery phases", () => {
  const chart = chartNamed("recovery-phases");

  test("has segments as long as the phases took", async () => {
    const picture = await decode(chart.render(SAMPLES["one incident"]!, { format: "png", pixelRatio: 2 }));
    const ratio = picture.longestRun(PHASE_FILLS.data.colour) / picture.longestRun(PHASE_FILLS.detect.colour);
    expect(ratio).toBeGreaterThan((45 / 20.25) * 0.97);
    expect(ratio).toBeLessThan((45 / 20.25) * 1.03);
  });

  test("of ten thousand incidents is no taller than of a few", async () => {
    const options = { format: "png", pixelRatio: 1 } as const;
    const many = await decode(chart.render(SAMPLES["ten thousand incidents"]!, options));
    const few = await decode(chart.render(sampleSummary({ incidents: 5 }), options));
    expect(many.height).toBeLessThanOrEqual(few.height);
  });
});

describe("roles", () => {
  test("are as long as they were held, each in a colour of its own", async () => {
    const picture = await decode(chartNamed("roles").render(busySample(), { format: "png", pixelRatio: 1 }));
    const [primary, alternate] = [PHASE_FILLS.data.colour, CONDITION_FILLS.up.colour].map((each) =>
      picture.longestRun(each),
    );
    // One was Primary for half of the run and another for the rest; the third was an Alternate all the time.
    expect(primary! / alternate!).toBeGreaterThan(0.49);
    expect(primary! / alternate!).toBeLessThan(0.51);
  });
});

describe("task stream", () => {
  test("shows what was done below what failed and what was given up, each as much as it was", async () => {
    const picture = await decode(chartNamed("task-stream").render(busySample(), { format: "png", pixelRatio: 1 }));
    const [done, failed, lost] = ["#9fd5c1", "#e8b04c", "#c44e00"].map((each) =>
      picture.runs(each).reduce((sum, run) => sum + run, 0),
    );
    // Over four quarters: 8, 8, 4, 4 done; 4 and 2 failed; 2 given up. Lines take some of each, and the legend adds as much to each.
    expect(done! / failed!).toBeGreaterThan(3.2);
    expect(done! / failed!).toBeLessThan(4.4);
    expect(failed! / lost!).toBeGreaterThan(2.2);
    expect(failed! / lost!).toBeLessThan(3.4);
  });

  test("is not drawn where no task was given", () => {
    expect(chartNamed("task-stream").applies(sampleSummary())).toBe(false);
  });
});

describe("acting clusters", () => {
  test("fall to half while one of two has no server, and rise again", async () => {
    const picture = await decode(chartNamed("acting-clusters").render(busySample(), { format: "png", pixelRatio: 1 }));
    const levels = picture.runs("#0072b2").filter((run) => run > 100);
    const [longest, shortest] = [Math.max(...levels), Math.min(...levels)];
    // Half of the run at half of them, and a quarter of it at all of them before that and after it.
    expect(longest / shortest).toBeGreaterThan(1.9);
    expect(longest / shortest).toBeLessThan(2.1);
  });
});
