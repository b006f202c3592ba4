import { test } from "vitest";
import { stringify } from "yaml";
import { decoded } from "./compare.js";
import { drawScenario } from "./draw-scenario.js";
import { planOf } from "../../../src/scenario/index.js";
import { runReplication } from "../../../src/experiment/run-replication.js";
test("x", () => {
  for (const seed of (process.env["SEEDS"] ?? "1").split(",").map(Number)) {
    const t = drawScenario(seed) as any;
    const scenario = decoded(stringify(t, { aliasDuplicateObjects: false }));
    const policy = scenario.policies[0]!;
    const move = planOf(scenario, policy).moves.find(({ from }) => from === "web-1")!;
    const { detail, result } = runReplication(scenario, policy, 0, { detail: true });
    const done = detail!.takeovers.find(({ from }) => from === "web-1");
    const flat = (steps: any): any[] => steps.flatMap((s: any) => [[s.name, (s.expectedMicros ?? NaN) / 1e6, s.does.join(";").slice(0, 60)], ...(s.isFailing && typeof s.otherwise !== "string" ? flat(s.otherwise) : [])]);
    console.log("@@", seed, JSON.stringify(t.policies), JSON.stringify(t.controller), "agents" in t ? Object.keys(t.agents).join() : "none", move.to, done?.to, move.noticedWithinMicros);
    for (const s of flat(move.steps)) console.log("@@   plan", s.join(" | "));
    for (const s of done?.steps ?? []) console.log("@@   run ", s.step, s.endSeconds === null ? "-" : (s.endSeconds - s.startSeconds).toFixed(3), s.outcome, s.reason.slice(0, 90));
    if (done === undefined) console.log("@@ inc", JSON.stringify(result.incidents).slice(0, 300));
  }
}, 600000);
