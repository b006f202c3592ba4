/** The package as it is published; whether it type-checks for those who use it: package.long.ts. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, test } from "vitest";
import { installed } from "./installed.js";

const here = installed();

describe("the package as it is published", { timeout: 240_000 }, () => {
  test("has nothing that publint finds wrong", async () => {
    const { messages, pkg } = await publint({ pkgDir: here.folder, pack: false, level: "warning" });
    // The stand-in for canvas is a folder of this repository; it travels inside the package.
    const bundled = messages.filter(({ code }) => code === "LOCAL_DEPENDENCY");
    expect(bundled).toHaveLength(1);
    expect(existsSync(join(here.folder, "node_modules/canvas/package.json"))).toBe(true);
    const others = messages.filter((message) => !bundled.includes(message));
    expect(others.map((message) => formatMessage(message, pkg!))).toEqual([]);
  });

  test("brings the command along", () => {
    const said = execFileSync(process.execPath, [join(here.folder, "dist/bin/understudy.js"), "run", "s.yaml"], {
      cwd: here.place,
      encoding: "utf8",
    });
    expect(said).toContain("Report: reports/small");
  });
});
