import { readFileSync } from "node:fs";
import { drawSite } from "./mutants/sites/world.js";
import { BLOWS } from "./mutants/chaos.js";
const md = readFileSync("docs/site-failover.md", "utf8");
const keys = new Set<string>();
for (const line of md.split("\n")) { if (!line.startsWith("|")) continue; const cols = line.split("|"); for (const m of (cols[3] ?? "").matchAll(/`([^`]+)`/g)) keys.add(m[1]!); }
const seen = new Set<string>();
const walk = (v: any, path: string) => {
  seen.add(path);
  if (Array.isArray(v)) { for (const each of v) { walk(each, path + ".*"); walk(each, path); if (typeof each !== "object") seen.add(path + "." + each); } return; }
  if (v && typeof v === "object") for (const [k, e] of Object.entries(v)) walk(e, path === "" ? k : `${path}.${k}`);
};
for (let s = 10_500_000; s < 10_500_400; s++) walk(JSON.parse(drawSite(s).text), "");
const kinds = new Set(BLOWS.map((b) => b.kind));
const re = (k: string) => new RegExp("^" + k.split(".").map((p) => p === "*" ? "[^.]+" : p.replace(/[-/]/g, "\\$&")).join("\\.") + "$");
const list = [...seen];
for (const k of keys) {
  if (k.startsWith("faults.")) { const f = k.split(".")[2]!; if (!kinds.has(f)) console.log("fault not drawn:", k); continue; }
  if (!list.some((p) => re(k).test(p))) console.log("not drawn:", k);
}
console.log(keys.size);
