/** Times and outcomes as text tests write them. */
import type { Outcome } from "../../src/control/index.js";
import { HOUR, MILLISECOND, MINUTE, SECOND, type Micros } from "../../src/units/index.js";

const UNITS = { ms: MILLISECOND, s: SECOND, min: MINUTE, h: HOUR };

export function readTime(text: string): Micros {
  const match = /^([\d.]+)(ms|s|min|h)$/.exec(text);
  if (match === null) throw new Error(`not a time: ${text}`);
  return Math.round(Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]);
}

/** `done`, `done open`, `done device NAME`, `done standalone`, `done written`, `done untouched`, `failed WHY`, `gone WHY`, `refused WHY`, `unmirrored WHY`, `unknown WHY` … */
export function readOutcome([status = "", what = "", ...rest]: readonly string[]): Outcome {
  if (status === "failed" || status === "unknown") return { status, why: [what, ...rest].join(" ") };
  if (status === "unmirrored") return { status: "failed", why: [what, ...rest].join(" "), unmirrored: true };
  if (status === "gone") return { status: "failed", why: [what, ...rest].join(" "), gone: true };
  if (status === "refused") return { status: "failed", why: [what, ...rest].join(" "), refused: true };
  switch (what) {
    case "":
      return { status: "done" };
    case "open":
    case "closed":
      return { status: "done", found: { what: "relay", contacts: what } };
    case "written":
    case "untouched":
      return { status: "done", found: { what: "written", written: what === "written" } };
    case "device":
      return { status: "done", found: { what: "device", device: rest.join(" ") } };
    case "configuration": {
      const [address = "", name = "", hardware = "", system = "", ...applications] = rest;
      const [node = "", domain = ""] = name.split(".");
      const identity = { address, node, domain };
      return {
        status: "done",
        found: { what: "configuration", identity, platform: { hardware, system, applications } },
      };
    }
    default:
      return { status: "done", found: { what: "stage", stage: what as "off" } };
  }
}
