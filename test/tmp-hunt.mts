import { siteTrial } from "./mutants/sites/trial.js";
import { drawSite } from "./mutants/sites/world.js";
const [from, count] = process.argv.slice(2).map(Number);
const t0 = Date.now(); let n = 0;
for (let s = from!; s < from! + count!; s++) {
  let found; try { found = siteTrial(s); } catch (e) { console.log(s, "THROWN", String(e).slice(0, 200)); continue; }
  if (found === null) continue; n++;
  const bad = found.filter((f) => f.violations > 0);
  if (bad.length) console.log(s, bad.map((b) => `${b.name}: ${b.examples[0]?.what} at ${b.examples[0]?.atSeconds}`).join("; "), "|", drawSite(s).added.slice(-6).join(", "));
}
console.log("from", from, "runs", n, "of", count, "ms", Date.now() - t0);
