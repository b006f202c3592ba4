import { drawnSite } from "./mutants/sites/trial.js";
import { drawSite } from "./mutants/sites/world.js";
const by = new Map<string, [number, number, Set<string>]>();
let ok = 0, n = 0;
for (let s = 10_500_000; s < 10_500_300; s++) { n++; const { refused } = drawnSite(s); const { added } = drawSite(s); if (!refused) ok++; for (const a of added) { const e = by.get(a) ?? [0, 0, new Set()]; by.set(a, e); e[0]++; if (refused) { e[1]++; e[2].add(refused.split("\n")[0]!.slice(0, 160)); } } }
console.log(ok, n); for (const [a, [c, r, why]] of by) console.log(a, c, r, r / c > 0.4 ? [...why].slice(0, 4) : "");
