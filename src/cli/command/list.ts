/** `understudy list`: everything that a scenario may name, with one line each. */
import { invariants, measures } from "../../observe/index.js";
import { families, faultKinds } from "../../scenario/index.js";
import { distributions } from "../../sim/index.js";
import { noSuch } from "../../experiment/index.js";
import { hanging, print } from "../terminal.js";

interface Listed {
  readonly name: string;
  readonly about: string;
}

/** What families tell, and what they share. */
export function lists(): Readonly<Record<string, readonly Listed[]>> {
  return {
    ...Object.assign({}, ...families.map((family) => family.lists)),
    faults: faultKinds(),
    distributions,
    measures,
    invariants,
  };
}

export function list(what: string | undefined, options: { readonly json?: boolean }): void {
  const all = lists();
  if (what !== undefined && all[what] === undefined) {
    throw noSuch("list", what, Object.keys(all));
  }
  const chosen = Object.entries(all).filter(([name]) => what === undefined || name === what);
  if (options.json) {
    const plain = chosen.map(([name, items]) => [name, items.map((item) => ({ name: item.name, about: item.about }))]);
    return print(JSON.stringify(Object.fromEntries(plain)));
  }
  for (const [name, items] of chosen) {
    print(`${name[0]?.toUpperCase()}${name.slice(1)}`);
    const width = Math.max(...items.map((item) => item.name.length));
    for (const item of items) print(hanging(`  ${item.name.padEnd(width)}  `, item.about).join("\n"));
    print("");
  }
}
