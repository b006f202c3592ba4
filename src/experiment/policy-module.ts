/** Policies in code: compiled with all that they import into one module of plain JavaScript, which any thread or machine can run. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "./input-error.js";
import { guarded, mistake, sourceNameOf, type PolicyMachine } from "./policy-code.js";

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
      // For the lines at which it fails; its sources stay at home.
      sourcemap: "inline",
      sourcesContent: false,
      outdir: dirname(file),
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
  const named = `${code}\n//# sourceURL=${sourceNameOf(path)}\n`;
  let exported: { readonly default?: unknown };
  try {
    const url = `data:text/javascript;base64,${Buffer.from(named).toString("base64")}`;
    exported = (await import(url)) as typeof exported;
  } catch (error) {
    throw mistake(path, code, error);
  }
  return guarded(path, code, exported.default);
}
