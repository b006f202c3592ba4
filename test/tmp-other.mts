import { setTrials } from "../campaign/hunt/set-trials.js";
import { pathTrials } from "../campaign/hunt/path-trials.js";
import { transferTrials } from "../campaign/hunt/transfer-trials.js";
import { domainTrials } from "../campaign/hunt/domain-trials.js";
const [name, from, ms] = process.argv.slice(2);
const hunt: any = { set: setTrials, path: pathTrials, transfer: transferTrials, domain: domainTrials }[name!];
const t0 = process.cpuUsage().user; let n = 0;
for (let s = Number(from); (process.cpuUsage().user - t0) / 1000 < Number(ms); s++) { n++; let f; try { f = await hunt.attempt(hunt.input(s)); } catch (e) { f = String(e).slice(0, 300); } if (f !== null && f !== undefined && f.length !== 0) console.log(name, s, JSON.stringify(f).slice(0, 300)); }
console.log(name, "from", from, "seeds", n);
