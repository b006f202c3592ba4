import { describe, expect, it } from "vitest";
import { fittedError } from "../../src/cli/fitted-error.js";

describe("an error at the width of a terminal", () => {
  it("has its sentences wrapped, each as far in as it stood, and quantities whole", () => {
    const text =
      "shop.yaml:2:11: this duration of 4 min 12 s is too long\n  expected one of a, b, c, d, e, f, g, h, i, j, k, l";
    expect(fittedError(text, 40)).toBe(
      [
        "shop.yaml:2:11: this duration of",
        "  4 min 12 s is too long",
        "  expected one of a, b, c, d, e, f, g,",
        "    h, i, j, k, l",
      ].join("\n"),
    );
    expect(fittedError(text, 80)).toBe(text);
  });

  it("has what was wrapped for another width wrapped anew", () => {
    expect(fittedError("  expected one of a, b, c, d,\n    e, f, g", 80)).toBe("  expected one of a, b, c, d, e, f, g");
  });

  it("keeps the name of a file whole", () => {
    const name = `/${"long-name/".repeat(6)}shop.yaml`;
    expect(fittedError(`${name}: there is no such file`, 40)).toBe(`${name}:\n  there is no such file`);
  });

  it("shows of a quoted line what its caret points at", () => {
    const line = `  ${"a".repeat(60)} meant ${"b".repeat(60)}`;
    const [shown, caret] = fittedError(`${line}\n${" ".repeat(63)}^^^^^`, 40).split("\n");
    expect(shown!.length).toBe(40);
    expect(shown!.slice(caret!.indexOf("^"), caret!.length)).toBe("meant");
  });
});
