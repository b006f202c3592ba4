import { describe, expect, test } from "vitest";
import { chronicleText, explanation, sequenceDiagram } from "../../src/report/index.js";
import { aside, bytes, duration, instant, type Phrase, plain, say } from "../../src/control/index.js";
import type { ChronicleEntry, Incident, PolicyResult, Quantity, Told, ToldStep } from "../../src/result/index.js";
import { fromSeconds, toSeconds, type Micros } from "../../src/units/index.js";
import { DAY, HOUR, sampleSummary } from "./sample.js";

const { scenario, policies } = sampleSummary();

const TAKEN_OVER: PolicyResult["detail"]["takeovers"] = [
  { services: ["shop"], from: "web-1", to: "web-2", startSeconds: 0, endSeconds: 1, steps: [] },
];

/** The sample's policy with another chronicle, and with these incidents. */
function told(
  chronicle: readonly ChronicleEntry[],
  incidents: readonly Incident[] = [],
  takeovers: PolicyResult["detail"]["takeovers"] = TAKEN_OVER,
): PolicyResult {
  const [policy] = policies;
  return {
    ...policy!,
    replications: [{ ...policy!.replications[0]!, incidents }],
    invariants: [],
    detail: {
      ...policy!.detail,
      chronicle,
      takeovers,
      series: [],
      bands: incidents.map(({ startSeconds }) => {
        return {
          fault: "crash web-1",
          effect: "crash",
          target: "web-1",
          startSeconds,
          endSeconds: startSeconds + 5000,
        };
      }),
    },
  };
}

/** An entry as observers make it: words, and where quantities stand in them. */
function said(
  atSeconds: number,
  actor: string,
  what: string | Phrase,
  because: string | Phrase | null = null,
  told: Partial<Told> = {},
): ChronicleEntry {
  const [whatSaid, becauseSaid] = [phrase(what), because === null ? null : phrase(because)];
  return {
    ...{ atSeconds, actor, what: whatSaid.text, because: becauseSaid?.text ?? null },
    told: {
      kind: "told",
      ...told,
      quantities: { what: quantities(whatSaid), because: becauseSaid === null ? [] : quantities(becauseSaid) },
    },
  };
}

function phrase(text: string | Phrase): Phrase {
  return typeof text === "string" ? plain(text) : text;
}

function quantities({ marks }: Phrase): readonly Quantity[] {
  return marks.map((mark) => ({ ...mark, value: mark.is === "bytes" ? mark.value : toSeconds(mark.value) }));
}

function step(name: string, figure: string, result: ToldStep["result"]): Partial<Told> {
  return { step: { name, figure, result, of: "failover 0" } };
}

const seconds = (value: number): Micros => fromSeconds(value);

function incident(startSeconds: number, more: Partial<Incident> = {}): Incident {
  return {
    ...policies[0]!.replications[0]!.incidents[0]!,
    causes: ["crash web-1"],
    startSeconds,
    endSeconds: startSeconds + 100,
    recoveryTimeSeconds: 100,
    phases: [
      { phase: "detect", startSeconds, durationSeconds: 25 },
      { phase: "boot", startSeconds: startSeconds + 25, durationSeconds: 75 },
    ],
    from: "web-1",
    to: "web-2",
    lostWrites: 0,
    lostBytes: 0,
    lostSeconds: 0,
    ...more,
  };
}

const AT = 3 * DAY + 18 * HOUR;
const STORY = [
  said(0, "shop", "up on web-1"),
  said(AT, "web-1", "hit by crash", "fault crash web-1", { fault: "crash web-1" }),
  { ...said(AT, "web-1", "does not answer for 10.0.0.11 any more"), minor: true },
  said(AT + 25, "controller", "verdict on web-1: failed", say`3 reports missed${aside("last heard", seconds(AT - 5))}`),
  said(AT + 25, "controller", "step boot (240) begins", null, step("boot", "240", null)),
  { ...said(AT + 99, "web-2", "answers for 10.0.0.11"), minor: true },
  said(
    AT + 100,
    "controller",
    say`step boot done after ${duration(seconds(75))}`,
    say`web-2 online${aside("seen", seconds(AT + 100))}`,
    step("boot", "240", "done"),
  ),
  said(AT + 5000, "web-1", "crash is over", "fault crash web-1", { fault: "crash web-1" }),
  said(30 * DAY, "invariants", "never at stake: queue-bounded", null, { kind: "never-at-stake" }),
];

describe("the explanation of a run", () => {
  test("tells sizes in units that are read at a glance", () => {
    const text = explanation(scenario, told([said(9, "v", say`copy from v to w begins (${bytes(20e9)})`)]));
    expect(text).toContain("copy from v to w begins (20 GB)");
  });

  test("tells of a host that answers first, and has taken over nothing, that it did", () => {
    const text = explanation(scenario, told(STORY, [incident(AT)], []));
    expect(text).toContain("  web-2 was the first to answer again.");
    expect(text).not.toContain("took over");
  });

  test("tells of very many incidents the costliest, and of the others after the same fault the sum", () => {
    const many = Array.from({ length: 60 }, (_, number) =>
      incident(number * HOUR, { recoveryTimeSeconds: number === 30 ? 1000 : 100 }),
    );
    const text = explanation(scenario, told([], many));
    expect(text.split("\n").length).toBeLessThanOrEqual(120);
    expect(text).toContain("Incident 31: crash web-1; shop was down 16 min 40 s");
    // 52 times 100 s.
    expect(text.replace(/\s+/g, " ")).toContain(
      "52 incidents, 8 to 60: crash web-1; shop was down 1 h 26 min 40 s in all, at most 1 min 40 s (shop, incident 8), from day 0 07:00:00, the last from day 2 11:00:00; nothing lost.",
    );
    expect(explanation(scenario, told([], many), { full: true })).toContain("Incident 60: crash web-1");
  });

  test("tells an incident with its cost, its times from the fault on, and the reasons", () => {
    expect(explanation(scenario, told(STORY, [incident(AT)])).split("\n")).toEqual([
      "web-crash under split-mirror, replication 0, 30 d simulated, 1 incident",
      "",
      "Incident 1: crash web-1; shop was down 1 min 40 s from day 3 18:00:00; nothing",
      "lost.",
      "  web-2 took over from web-1.",
      "  Where the time went: detect 25 s (25 %), boot 1 min 15 s (75 %).",
      "",
      "           +0 s  web-1: hit by crash",
      "          +25 s  controller: verdict on web-1: failed, because 3 reports",
      "                   missed, last heard 5 s before the fault",
      "    +1 min 40 s  controller: step boot done after 1 min 15 s, because web-2",
      "                   online",
      "",
      "Outside the incidents:",
      "",
      "day 3",
      "       19:23:20  web-1: crash is over",
    ]);
  });

  test("tells incidents that overlap together, and others apart; one can be picked by its number", () => {
    const three = [incident(AT), incident(AT + 50, { service: "mail" }), incident(AT + 9000)];
    const text = explanation(scenario, told(STORY, three));
    expect(text.split("\n\n").filter((section) => section.startsWith("Incident"))).toHaveLength(2);
    const second = explanation(scenario, told(STORY, three), { incident: 2 });
    expect(second).toMatch(/Incident 1:[^]*Incident 2: crash web-1; mail/);
    expect(second).not.toContain("Incident 3");
    expect(second).not.toContain("Outside the incidents");
  });

  test("says of an incident that never ended that it did not", () => {
    const text = explanation(scenario, told(STORY, [incident(AT, { endSeconds: null, to: null })]));
    expect(text).toContain("shop was still down after 1 min 40 s");
    expect(text).toContain("It had not ended when the run did.");
  });

  test("ends with what is still wrong: who serves elsewhere, who is off or broken, which faults are not over", () => {
    const policy = told(STORY, [incident(AT)]);
    const strip = (kind: string, actor: string, ...intervals: (readonly [number, string])[]) => {
      return { kind, actor, intervals };
    };
    const strips = [
      strip("service", "shop", [0, "serving"], [AT, "down"], [AT + 100, "serving"]),
      strip("host", "web-1", [0, "online"], [AT, "crashed"], [AT + 30, "off"]),
      strip("host", "web-2", [0, "off"], [AT + 100, "online"]),
      strip("host", "web-3", [0, "off"]),
      strip("link", "fc-1", [0, "up"], [AT, "cut"], [AT + 9, "up"]),
      strip("relay", "relay-1", [0, "up"], [AT + 30, "stuck"]),
    ];
    const takeover = { services: ["shop"], from: "web-1", to: "web-2", startSeconds: AT, endSeconds: AT + 100 };
    const band = { fault: "relay-stuck relay-1", effect: "relay-stuck", target: "relay-1", startSeconds: AT + 30 };
    const detail = {
      ...policy.detail,
      strips,
      takeovers: [{ ...takeover, steps: [], result: "done" as const }],
      bands: [...policy.detail.bands, { ...band, endSeconds: null }],
    };
    expect(
      explanation(scenario, { ...policy, detail })
        .split("At the end of the run:\n")[1]!
        .split("\n"),
    ).toEqual([
      "  shop: at web-2, at first at web-1",
      "  web-1: off since day 3 18:00:30, at first online",
      "  relay relay-1: stuck since day 3 18:00:30, at first up",
      "  relay-stuck relay-1, since day 3 18:00:30: not over",
    ]);
  });

  test("tells instants to the millisecond, without rounding them up", () => {
    const text = explanation(scenario, told([said(3.128_999, "web-1", "not hit by hang", "nothing to be struck")]));
    expect(text).toContain("00:00:03.128  web-1");
  });

  test("tells what is said again and again once, with how often and until when", () => {
    const again = [10, 70, 130, 190].map((at) => said(at, "controller", "the outcome of withdraw was lost"));
    const text = explanation(scenario, told(again)).replaceAll(/\s+/g, " ");
    expect(text).toContain("controller: the outcome of withdraw was lost");
    expect(text).toContain("(the same 3 times more, until 00:03:10)");
    expect(text.match(/withdraw/g)).toHaveLength(1);
  });

  test("tells what was lost, and the attempts that failed while it was down", () => {
    const lossy = told(STORY, [incident(AT, { lostWrites: 3, lostBytes: 12_000, lostSeconds: 4.5 })]);
    const series = [{ name: "shop.errors", unit: "per-second", stepSeconds: DAY, values: [5, 5, 5, 0.01] }] as const;
    const text = explanation(scenario, { ...lossy, detail: { ...lossy.detail, series } });
    expect(text.replaceAll("\n", " ")).toContain("3 acknowledged writes lost (12 kB).");
    expect(text).toContain("The oldest lost write was 4.5 s old when it went down.");
    expect(text).toContain("About 860 attempts of its users failed meanwhile.");
  });

  test("is at most 80 columns wide, and no name in it steers the terminal", () => {
    const text = explanation(
      scenario,
      told([said(0.000001, "\u001b[31mshop", "waits ".repeat(60), "x".repeat(200)), ...STORY], [incident(AT)]),
    );
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain("?[31mshop: waits waits");
  });

  test("says that no service was down when none was", () => {
    expect(explanation(scenario, told([]))).toMatch(/No service was down\.$/);
  });
});

describe("the chronicle as text", () => {
  test("gives each instant once, with all that happened then and the reasons", () => {
    expect(chronicleText(scenario, told(STORY.slice(0, 3))).split("\n")).toEqual([
      "web-crash under split-mirror, replication 0, 30 d simulated, 0 incidents",
      "",
      "day 0 00:00:00",
      "    shop: up on web-1",
      "",
      "day 3 18:00:00",
      "    web-1: hit by crash, because fault crash web-1",
      "    web-1: does not answer for 10.0.0.11 any more",
    ]);
  });

  test("says that nothing happened when nothing did", () => {
    expect(chronicleText(scenario, told([]))).toMatch(/Nothing happened\.$/);
  });
});

describe("the sequence diagram", () => {
  test("sends each step to who did something, and brings its outcome back", () => {
    expect(sequenceDiagram(scenario, told(STORY, [incident(AT)])).split("\n")).toEqual([
      "sequenceDiagram",
      "  participant p0 as web-1",
      "  participant p1 as controller",
      "  participant p2 as web-2",
      "  Note over p0,p2: incident 1, shop, from day 3 18:00:00",
      "  Note over p0: +0 s hit by crash (fault crash web-1)",
      "  Note over p1: +25 s verdict on web-1: failed (3 reports missed)",
      "  p1->>p2: +25 s boot (240)",
      "  p2-->>p1: +1 min 40 s done after 1 min 15 s (web-2 online)",
    ]);
  });

  test("draws an order without an answer as lost on its way to the holder, at its time", () => {
    const lines = sequenceDiagram(
      scenario,
      told(
        [
          said(AT, "web-1", "hit by crash"),
          said(AT + 1, "controller", "step shut-down (220) begins", null, step("shut-down", "220", null)),
          said(AT + 2, "controller", "the outcome of order-shutdown was lost"),
          said(
            AT + 61,
            "controller",
            say`step shut-down unknown after ${duration(seconds(60))}`,
            say`no answer within ${duration(seconds(60))}`,
            step("shut-down", "220", "unknown"),
          ),
        ],
        [incident(AT)],
      ),
    ).split("\n");
    expect(lines.slice(-3)).toEqual([
      "  p1-xp0: +1 s shut-down (220)",
      "  Note over p1: +2 s the outcome of order-shutdown was lost",
      "  Note over p1: +1 min 1 s shut-down (220): unknown after 1 min (no answer within 1 min)",
    ]);
  });

  test("keeps characters that Mermaid would read as its own", () => {
    const text = sequenceDiagram(scenario, told([said(AT, "web;1 #2", "a; b")], [incident(AT)]));
    expect(text).toContain("as web#59;1 #35;2\n");
    expect(text).toContain("+0 s a#59; b");
  });

  test("is a diagram too when no service was down", () => {
    expect(sequenceDiagram(scenario, told([])).split("\n")).toEqual([
      "sequenceDiagram",
      "  participant p0 as run",
      "  Note over p0: no service was down",
    ]);
  });
});

describe("of one incident", () => {
  const two = told(STORY, [incident(AT)]);

  test("everything is told of that one alone", () => {
    const text = chronicleText(scenario, two, { incident: 1 });
    expect(text).toContain("day 3 18:00:00");
    expect(text).not.toContain("up on web-1");
    expect(chronicleText(scenario, two)).toContain("up on web-1");
  });

  test("of a pool it is told with whom it could answer again", () => {
    expect(explanation(scenario, told(STORY, [incident(AT, { from: null })]))).toContain(
      "  With web-2 shop could answer again.",
    );
  });

  test("an instant behind a word of its own is told without another", () => {
    const since = said(AT + 30, "controller", say`nobody looked since ${instant(seconds(AT + 5))} whether`);
    const moment = said(AT + 31, "controller", say`of ${instant(seconds(AT))}`);
    const text = explanation(scenario, told([...STORY.slice(0, 2), since, moment], [incident(AT)]));
    expect(text).toContain("nobody looked since +5 s whether");
    expect(text).toContain("of the moment of the fault");
  });

  test("no invariant and no fault answers an order in the diagram", () => {
    const begun = STORY.findIndex(({ told }) => told?.step?.result === null);
    const watched = said(AT + 25, "none-who-serves-is-cut-off", "violated: it serves", null, { kind: "violated" });
    const struck = said(AT + 26, "web-3", "hit by crash", null, { kind: "FaultInjected", fault: "crash web-3" });
    const story = [...STORY.slice(0, begun + 1), watched, struck, ...STORY.slice(begun + 1)];
    const lines = sequenceDiagram(scenario, told(story, [incident(AT)])).split("\n");
    const alias = lines
      .find((line) => line.endsWith(" as web-2"))
      ?.trim()
      .split(" ")[1];
    expect(lines.find((line) => line.includes("boot (240)"))).toMatch(new RegExp(`->>${alias}:`));
  });
});
