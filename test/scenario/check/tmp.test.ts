import { test } from "vitest";
import { stringify } from "yaml";
import { compareOf, decoded, disagreement } from "./compare.js";
import { drawScenario } from "./draw-scenario.js";
test("x", () => {
  const n = Number(process.env["N"] ?? 60),
    first = Number(process.env["FIRST"] ?? 1);
  const kinds = new Map<string, number>();
  let ok = 0,
    taken = 0;
  const t0 = performance.now();
  for (let seed = first; seed < first + n; seed++) {
    const text = stringify(drawScenario(seed), { aliasDuplicateObjects: false });
    try {
      const c = compareOf(decoded(text));
      const w = disagreement(c);
      if (w === null) {
        ok++;
        if (c.happened.takes !== null) taken++;
        continue;
      }
      kinds.set(w, (kinds.get(w) ?? 0) + 1);
      console.log("@@", seed, w, JSON.stringify(c.promised), JSON.stringify(c.happened));
    } catch (e) {
      console.log("@@", seed, "ERR", String((e as Error).message).slice(0, 300));
    }
  }
  console.log(
    "@@ ok",
    ok,
    "taken",
    taken,
    JSON.stringify([...kinds]),
    ((performance.now() - t0) / n).toFixed(0),
    "ms each",
  );
}, 600000);
