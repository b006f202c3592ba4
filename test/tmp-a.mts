import { attackTrials as t } from "../campaign/hunt/attack-trials.js";
for (const s of process.argv.slice(2)) { const i = await t.input(Number(s)); console.log(s, JSON.stringify(i), await t.attempt(i)); }
