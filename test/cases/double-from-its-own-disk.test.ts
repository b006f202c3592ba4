// A host that was replaced and starts from a disk of its own comes back under the address of its stand-in, because its relay closed by itself.
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import type { World } from "../../src/model/index.js";
import { SECOND } from "../../src/units/index.js";
import { BLOWS } from "../mutants/chaos.js";
import { decodeDrawn, runDrawn } from "../mutants/drawn/trial.js";
import { Unforeseen } from "../mutants/unforeseen.js";

/** web-1 crashes at 2 min and is repaired at 4; at 5 min its relay welds closed, and it starts. */
function text(faults: readonly string[]): string {
  return `
name: double
duration: 20min
networks: { lan: {} }
hosts:
  web-1: { network: lan, relay: r-1, boot: { diagnostics: 3s, standalone: 1s, online: 2s }, shutdown: 3s }
  web-2: { like: web-1, relay: r-2, power: off }
agents: { web-1: { report: 1s }, web-2: { report: 1s } }
services: { shop: { runs-on: web-1 } }
policies: { p: { failover: { preset: 2A, limits: { retry-after: 5s, relay: 5s }, shutdown: { within: 8s } } } }
faults:
${faults.map((each) => `  - ${each}`).join("\n")}
`;
}

const WELDED = ["{ at: 2min, crash: web-1, repair: 2min }", "{ at: 5min, relay-stuck: r-1, as: closed, repair: 2min }"];

/** Nothing else goes wrong before the end. */
const NOTHING = {
  blows: BLOWS.filter(({ kind }) => kind === "agent-crash"),
  most: 1,
  from: 1199 * SECOND,
  to: 1199 * SECOND + 1,
  longest: 1,
  atSteps: 0,
};

function run(faults: readonly string[]) {
  const { scenario, refused } = decodeDrawn(text(faults));
  if (scenario === null) throw new Error(refused ?? "");
  let unforeseen: Unforeseen | undefined;
  const answered: string[] = [];
  const world = (made: World): void => {
    unforeseen = new Unforeseen(made);
    made.listen((record) => {
      if (record.kind !== "AddressAnswered" && record.kind !== "AddressSilenced") return;
      const does = record.kind === "AddressAnswered" ? "answers" : "falls silent";
      answered.push(`${String(made.kernel.now)} ${record.host} ${does}`);
    });
  };
  const found = runDrawn(scenario, false, { world }, NOTHING);
  return { found, unforeseen: unforeseen!, answered };
}

describe("a host that comes back from a disk of its own beside its stand-in", () => {
  test("is told to stop as soon as it is heard", () => {
    const { found, answered } = run(WELDED);
    // Its relay closes at 300 s, it is there 5 s later (it need not be tested again); a report and an order take 200 us each.
    expect(answered.slice(-2)).toEqual(["305000000 web-1 answers", "305000400 web-1 falls silent"]);
    expect(found.flatMap(({ name, violations }) => (violations > 0 ? [name] : []))).toEqual(["unique-identity"]);
  });

  test("is what nobody could have prevented: that it was there at all is forgiven, and nothing else", () => {
    const { found, unforeseen } = run(WELDED);
    expect(unforeseen.judged(found).filter(({ violations }) => violations > 0)).toEqual([]);
    const held = found.find(({ name }) => name === "unique-identity")!;
    const others = [
      { ...held, examples: [{ ...held.examples[0]!, atSeconds: 320 }] },
      { ...held, examples: [{ ...held.examples[0]!, what: "web-2 and web-3 both answer for web-9" }] },
    ];
    expect(unforeseen.judged(others)).toEqual(others);
  });

  test("goes on where nobody stands in for it", async () => {
    const [p] = (await runScenario(scenarioText(text(["{ at: 2min, crash: web-1, repair: 1s }"])))).policies;
    expect(p!.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });
});
