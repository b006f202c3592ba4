/** Reads the results out of the page: the head at once, the rest of a policy when it is first asked for. */
import { BLOCK_NAMES, type PackedHead, type PageHead } from "../page-head.js";
import { unpackMeasures } from "../packed-measures.js";
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

export const head: PageHead = unpackHead(read<PackedHead>(BLOCK_NAMES.head));

function unpackHead({ policies, ...rest }: PackedHead): PageHead {
  return { ...rest, policies: policies.map((each) => ({ ...each, measures: unpackMeasures(each.measures) })) };
}

const runs = new Map<string, PageRun>();
const replications = new Map<number, PageReplications>();

/** @param which place among the replications that are held in detail */
export function runOf(policy: number, which = 0): PageRun {
  const name = `${which === 0 ? BLOCK_NAMES.run : BLOCK_NAMES.worst}${policy}`;
  return remembered(runs, name, () => unpackRun(read<PackedRun>(name)));
}

export function replicationsOf(policy: number): PageReplications {
  return remembered(replications, policy, () =>
    unpackReplications(read<PackedReplications>(`${BLOCK_NAMES.replications}${policy}`)),
  );
}

function remembered<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) values.set(key, (value = make()));
  return value;
}
