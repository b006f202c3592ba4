import { runScenario, scenarioText } from "../src/experiment/index.js";
const world = (mail: boolean, standIns: string, reports: string, f: string) => `
name: shared
duration: 2h
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1, da-2], bandwidth: 100MB/s, volumes: { stock: { size: 1GB, on: da-1, via: fa-1, for: web-1, mirror: { on: da-2 } }${mail ? ", post: { size: 1GB, on: da-1, via: fa-1, for: web-2, mirror: { on: da-2 } }" : ""} } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] }, l-3: { joins: [web-3, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-1, serves: { rate: 20/s }, boot: { diagnostics: 10s, standalone: 2s, online: 8s }, shutdown: 3s }
  web-2: { like: web-1, relay: r-9${mail ? "" : ", power: off"} }
  web-3: { like: web-1, relay: r-9, power: off }
relays: { r-9: { shared: true } }
agents: { web-1: {report: 5s}, web-2: {report: 5s}, web-3: {report: 5s} }
services:
  shop: { runs-on: web-1, load: { rate: 2/s, mix: { browse: { share: 50%, reads: exclusive, of: stock }, order: { share: 50%, writes: stock } } } }
${mail ? "  mail: { runs-on: web-2, load: { rate: 2/s, mix: { letter: { share: 100%, writes: post } } } }" : ""}
policies:
  p: { failover: { preset: 2A, parts: [data], data: [split-mirror, copy]${standIns}, failback: { after: 10s }, ${reports} limits: { boot: 1min, replicate: 2min, retry-after: 5s, tries: 6 }, shutdown: { within: 10s } } }
operator: { page: 10s, arrive: 30s, work: 1min }
faults:
${f}
`;
let n = 0, bad = 0;
const only = process.argv[2];
for (const mail of [false, true]) for (const standIns of ["", ", stand-ins: [web-2, web-3]", ", stand-ins: [web-3]"])
for (const c1 of ["crash", "hang", "power-loss"]) for (const c2 of ["crash", "hang", "power-loss"]) for (const [a, ra] of [[5, 2], [5, 20], [5, 60]])
for (const [b, rb] of [[3, 2], [3, 20], [10, 2], [10, 30], [4.9, 3], [5.2, 30], [5.6, 20]]) {
  const rep = (c: string, r: number) => c === "crash" ? `repair: ${r}min` : `for: ${r}min`;
  const f = `  - { at: ${a}min, ${c1}: web-1, ${rep(c1, ra!)} }\n  - { at: ${b! * 60}s, ${c2}: web-2, ${rep(c2, rb!)} }`;
  const text = world(mail, standIns, "", f);
  n++;
  const name = `${mail} ${standIns} ${c1} ${a}+${ra} ${c2} ${b}+${rb}`;
  if (only && String(n) !== only) continue; if (process.env.MOD && n % Number(process.env.MOD) !== Number(process.env.REM ?? 0)) continue;
  try {
    const { policies: [p] } = await runScenario(scenarioText(text));
    const v = p!.invariants.filter(({ violations }) => violations > 0);
    if (v.length) { bad++; console.log(n, name, v.map((x) => x.name + ": " + x.examples[0]?.what).join("; ")); if (only) console.log(text); }
  } catch (e) { console.log(n, name, String(e).slice(0, 300)); if (n > 3) break; }
}
console.log(n, "runs", bad);
