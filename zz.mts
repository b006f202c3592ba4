import { huntNamed } from "./campaign/index.ts";
const [name, from, to, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4]), Number(process.argv[5])];
const h = huntNamed(name)!; const t = performance.now(); let s = from;
for (; s < to && performance.now() - t < seconds * 1000; s++) { const found = await h.attempt(h.input(s)); if (found !== null) console.log(name, s, found); }
console.log(name, from, "to", s - 1, ((performance.now() - t) / 1000).toFixed(0), "s");
