/** Policies in code: compiled with all that they import into one module of plain JavaScript, which any thread or machine can run. */
import { fileURLToPath } from "node:url";
import type { FailoverConfig, Effect, Input, Machine } from "../control/index.js";
import { InputError } from "./input-error.js";

/** What a policy module exports as its default: the same seam that the built-in policies have. */
export type PolicyMachine = Machine<FailoverConfig, unknown, Input, Effect>;

/** TypeScript or JavaScript from disk as one module without imports. @throws InputError when it does not compile */
export async function compileModule(file: string): Promise<string> {
  const { build } = await import("esbuild");
  const control = fileURLToPath(new URL("../control/index.js", import.meta.url));
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: "esm",
      platform: "neutral",
      target: "node20",
      alias: { "understudy-sim/control": control },
      logLevel: "silent",
    });
    return outputFiles[0]!.text;
  } catch (error) {
    throw new InputError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const loaded = new Map<string, Promise<PolicyMachine>>();

/** Runs the code of a compiled module, once a process, and gives what it exports. @throws InputError when that is no policy */
export function loadModule(path: string, code: string): Promise<PolicyMachine> {
  const key = `${path}\0${code}`;
  let machine = loaded.get(key);
  if (machine === undefined) loaded.set(key, (machine = evaluate(path, code)));
  return machine;
}

async function evaluate(path: string, code: string): Promise<PolicyMachine> {
  const url = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  let exported: { readonly default?: Partial<PolicyMachine> };
  try {
    exported = (await import(url)) as typeof exported;
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const machine = exported.default;
  if (typeof machine?.start !== "function" || typeof machine.step !== "function") {
    throw new InputError(`${path}: export a policy as default: an object with the functions start and step`);
  }
  return machine as PolicyMachine;
}
