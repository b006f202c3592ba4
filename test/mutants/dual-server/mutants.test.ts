import { mutantsAreCaught, shippedHolds } from "../family-suite.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

const OURS = [
  "task-once",
  "task-answered-to-its-asker",
  "copies-converge",
  "copies-monotonic",
  "no-double-agent",
  "eventually-registered",
];

shippedHolds(OURS, { seeds: 20, under: "random faults", trial });

mutantsAreCaught(OURS, mutants, {
  of: "domains",
  most: 200,
  known: new URL("known-seeds.json", import.meta.url),
  trial,
});
