// usage: world attack seed [from] [to]  — trace of an attack
import { draw, runDrawn } from "./mutants/drawn/trial.js";
import { drawnSite } from "./mutants/sites/trial.js";
import { drawScenario } from "./mutants/drawn/world.js";
import { ATTACKS } from "./mutants/drawn/attacks.js";
import { BLOWS } from "./mutants/chaos.js";
import { HOUR, MINUTE, SECOND } from "../src/units/index.js";
import { Unforeseen } from "./mutants/unforeseen.js";
const [world, attack, seedText, from = "0", to = "99999", skip=""] = process.argv.slice(2);
const seed = Number(seedText);
const { scenario, refused } = world === "drawn" ? draw(seed) : drawnSite(seed);
if (scenario === null) { console.log(refused); process.exit(1); }
const names = Object.keys(ATTACKS);
const { kinds, most, longest } = ATTACKS[names.find((n) => n.startsWith(attack!))!]!;
const plan = { blows: BLOWS.filter(({ kind }) => kinds.includes(kind)), most, from: 20 * SECOND, to: 10 * MINUTE, longest, atSteps: 0.9 };
const QUIET = new Set(["MessageSent","MessageDelivered","MessageLost","TimerSet","TimerRang","QuerySent","EffectDelivered","ReportSent","HeartbeatSent","WritesStored","WritesIssued","WritesAcknowledged","WriteStored","CopyProgressed","ChunkCopied","MessageOnWay","MachineStepped", ...skip.split(",")]);
let kernelNow = () => 0;
let w: any;
const found = runDrawn({ ...scenario, flapping: { most: 40, within: HOUR } } as any, false, {
  world: (x: any) => { w = x; new Unforeseen(x); },
  hear: (r: any) => {
    const t = w.kernel.now / 1e6;
    if (t < Number(from) || t > Number(to)) return;
    if (QUIET.has(r.kind)) return;
    if ((r.kind === "EffectSent" ) && ["query"].includes(r.action.kind)) return;
    if (r.kind==="OutcomeDelivered" && JSON.stringify(r).includes('"answer"')) return;
    console.log(t.toFixed(3), r.kind, JSON.stringify(r, (k, v) => k === "kind" && v === r.kind ? undefined : v).slice(0, 3000));
  } }, plan as any);
for (const f of found) if (f.violations > 0) console.log("VIOLATED", f.name, f.violations, JSON.stringify(f.examples));
