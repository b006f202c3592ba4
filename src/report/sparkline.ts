/** Availability over time in one line of text: each character is the share of its stretch of time in which a service could answer. */
import { answers, CONDITIONS, type Strip } from "../result/index.js";
import type { Look } from "./terminal-text.js";
import { timeShares } from "./time-shares.js";

const BARS = "▁▂▃▄▅▆▇";

/**
 * One character per column: a full block only where all of the time was good, an empty one only where none was, a shade where
 * for most of it something answered and its users were not served as they should be.
 */
export function sparkline(strip: Strip, durationSeconds: number, columns: number, look: Look): string {
  return timeShares(strip, durationSeconds, columns)
    .map(({ shares, wasDown }) => {
      const share = CONDITIONS.reduce((sum, each) => sum + (answers(each) ? shares[each] : 0), 0);
      // Impaired it answers, but not all is well: a full block would say so.
      const whole = !wasDown && shares.up > 1 - 1e-9;
      const glyph =
        shares.impaired > 0.5
          ? look.ascii
            ? "~"
            : "░"
          : look.ascii
            ? asciiGlyph(share, whole)
            : barGlyph(share, whole);
      return whole ? look.good(glyph) : share < 0.5 ? look.bad(glyph) : look.warn(glyph);
    })
    .join("");
}

function barGlyph(share: number, whole: boolean): string {
  if (whole) return "█";
  if (share < 1e-9) return "_";
  return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))]!;
}

/** `#` for all of the time, `_` for none of it, else tenths. */
function asciiGlyph(share: number, whole: boolean): string {
  if (whole) return "#";
  if (share < 1e-9) return "_";
  return String(Math.min(9, Math.floor(share * 10)));
}
