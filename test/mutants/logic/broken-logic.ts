/** Controllers of which one place in the code is another: a decision that nothing from outside can take back is broken where it is made. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { balancingController, failoverController } from "../../../src/control/index.js";

export interface Break {
  /** Of what the compiler has built of `src/control`, without its extension. */
  readonly file: string;
  /** What stands there once, as it is built. */
  readonly find: string;
  /** What stands there instead. */
  readonly put: string;
}

interface Logic {
  readonly failoverController: object;
  readonly balancingController: object;
}

const built = fileURLToPath(new URL("../../../dist/", import.meta.url));

/** Loads the whole of the logic beside that of the house. */
async function load({ file, find, put }: Break): Promise<Logic> {
  const folder = mkdtempSync(join(tmpdir(), "broken-logic-"));
  try {
    // Whoever runs the tests leaves alone what is called so.
    const dist = join(folder, "dist");
    cpSync(join(built, "control"), join(dist, "control"), { recursive: true });
    symlinkSync(join(built, "units"), join(dist, "units"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const path = join(dist, "control", `${file}.js`);
    const text = readFileSync(path, "utf8");
    const parts = text.split(find);
    if (parts.length !== 2) throw new Error(`${find} stands ${parts.length - 1} times in ${file}, and not once`);
    writeFileSync(path, parts.join(put));
    return (await import(/* @vite-ignore */ pathToFileURL(join(dist, "control/index.js")).href)) as Logic;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs with broken controllers in the place of the house's, which are whole again afterwards. */
export async function withBroken<T>(broken: Break, run: () => T): Promise<T> {
  const logic = await load(broken);
  const before = { failover: { ...failoverController }, balancing: { ...balancingController } };
  Object.assign(failoverController, logic.failoverController);
  Object.assign(balancingController, logic.balancingController);
  try {
    return run();
  } finally {
    Object.assign(failoverController, before.failover);
    Object.assign(balancingController, before.balancing);
  }
}
