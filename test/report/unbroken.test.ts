import { describe, expect, it } from "vitest";
import { wrap } from "../../src/report/terminal-text.js";
import { unbroken, unbrokenHtml, unbrokenMarkdown } from "../../src/report/unbroken.js";

/** Where no line ends, an underscore. */
const shown = (text: string): string => text.replaceAll("\u00a0", "_");

describe("a quantity", () => {
  it("keeps its unit, and all its units together", () => {
    expect(shown(unbroken("web-1 was down 4 min 12.3 s, 99.9 % of 3.5 nines, 27 / s, 3 × boot 1 h 2 min"))).toBe(
      "web-1 was down 4_min_12.3_s, 99.9_% of 3.5_nines, 27_/_s, 3_×_boot 1_h_2_min",
    );
    expect(shown(unbroken("< 1 µs, lost (48 kB) in 3 hosts, step 220 shut-down, 5 sites"))).toBe(
      "<_1_µs, lost (48_kB) in 3 hosts, step 220 shut-down, 5 sites",
    );
  });

  it("is not broken however narrow the terminal is", () => {
    const text = "shop was down 1 h 31 min 55 s, 1.7 nines, and answered 27 / s in 3 × boot";
    for (let width = 10; width < 80; width += 1) {
      const lines = wrap(text, width);
      expect(lines.filter((line) => /^(?:h|min|s|%|nines|×|\/)\b|^[×/]|[\d×/]$/.test(line))).toEqual([]);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
      expect(lines.join(" ")).toBe(text);
    }
  });

  it("is the same in documents, but for tags, scripts and code", () => {
    expect(shown(unbrokenHtml('<p title="4 s">4 s</p><script>"4 s"</script>'))).toBe(
      '<p title="4 s">4_s</p><script>"4 s"</script>',
    );
    expect(shown(unbrokenMarkdown("4 s, `4 s`\n\n```\n4 s\n```\n"))).toBe("4_s, `4 s`\n\n```\n4 s\n```\n");
  });
});
