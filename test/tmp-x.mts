import { siteTrial, drawnSite } from "./mutants/sites/trial.js";
import { drawSite } from "./mutants/sites/world.js";
import { sayNote, phraseOf } from "../src/control/index.js";
const [seedS, from = "0", to = "1e9"] = process.argv.slice(2);
const seed = Number(seedS);
const { warnings, refused } = drawnSite(seed);
if (process.env.TEXT) { const d = drawSite(seed); console.log(d.added); console.log(JSON.stringify(JSON.parse(d.text), null, 1)); }
if (refused) console.log(refused);
if (process.env.WARN) console.log(warnings.join("\n"));
const NOISE = new Set(["WritesAcknowledged","WritesStored","CopiesRead","AddressAnswered","AddressSilenced","TalkDisturbed","MinorError"]);
const t = (at: number) => (at / 1e6).toFixed(6).replace(/0+$/, "").padEnd(11);
const found = siteTrial(seed, { hear: (r: any) => {
  if (!process.env.TRACE) return;
  const { kind, at, ...rest } = r;
  const s = at / 1e6; if (s < Number(from) || s > Number(to)) return;
  if (NOISE.has(kind)) return;
  if (kind === "EffectSent") { if (["query","write-log"].includes(rest.action.kind)) return; return console.log(t(at), "  ->", rest.place, `#${rest.id}`, JSON.stringify(rest.action), "because", String((phraseOf(rest.because) as any)?.text ?? JSON.stringify(rest.because))); }
  if (kind === "OutcomeDelivered") { if (rest.action === "query") return; return console.log(t(at), "  <-", rest.place, `#${rest.id}`, rest.action, JSON.stringify(rest.outcome)); }
  if (kind === "NoteMade") { const p: any = sayNote(rest.note, (h: string) => h, 0); const b = rest.note.because ? " because " + ((phraseOf(rest.note.because) as any)?.text ?? JSON.stringify(rest.note.because)) : ""; return console.log(t(at), "  ==", rest.place, rest.note.kind, p ? (p.text ?? JSON.stringify(p)) : JSON.stringify(rest.note), b, rest.note.kind.startsWith("step") ? JSON.stringify(rest.note.result ?? "") : ""); }
  console.log(t(at), kind, JSON.stringify(rest));
}});
for (const f of found ?? []) if (f.violations > 0) console.log("VIOLATED", JSON.stringify(f, null, 1));
