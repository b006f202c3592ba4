/** Reads the results out of the page: the head at once, the rest of a policy when it is first asked for. */
import { BLOCK_NAMES, type PageHead } from "../page-head.js";
import {
  unpackReplications,
  unpackRun,
  type PackedReplications,
  type PackedRun,
  type PageReplications,
  type PageRun,
} from "../packed-run.js";

function read<Block>(name: string): Block {
  return JSON.parse(document.getElementById(name)!.textContent!) as Block;
}

export const head: PageHead = read(BLOCK_NAMES.head);

const runs = new Map<number, PageRun>();
const replications = new Map<number, PageReplications>();

export function runOf(policy: number): PageRun {
  return remembered(runs, policy, () => unpackRun(read<PackedRun>(`${BLOCK_NAMES.run}${policy}`)));
}

export function replicationsOf(policy: number): PageReplications {
  return remembered(replications, policy, () =>
    unpackReplications(read<PackedReplications>(`${BLOCK_NAMES.replications}${policy}`)),
  );
}

function remembered<Value>(values: Map<number, Value>, key: number, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) values.set(key, (value = make()));
  return value;
}
