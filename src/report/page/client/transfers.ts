/** Transfers at a glance: how old their copies were, what came of runs, and what it took. */
import type { Subject } from "../../../result/index.js";
import type { Micros } from "../../../units/index.js";
import { formatBytes, formatCount, formatDuration, NO_VALUE } from "../../number-format.js";
import { gradesOf, lagOf, meanOf, transfersTold } from "../../transfer-facts.js";
import type { PolicyHead } from "../page-head.js";
import { element, table, type Child } from "./dom.js";
import { head } from "./page-source.js";
import { sparkStrip } from "./spark-strip.js";
import { VERDICT_TITLES, verdictCells } from "./verdict-cells.js";

/** A line for each transfer under each policy; `null` where nothing is transferred. */
export function transfersAtAGlance(end: Micros): HTMLElement | null {
  const shown = head.policies.map((policy) => transfersTold(policy, policy.transfers));
  const rows = head.policies.flatMap((policy, index) =>
    shown[index]!.told.map((transfer) => [
      ...transferCells(policy, index, transfer, end),
      ...verdictCells(policy, shown[index]!.told, transfer),
    ]),
  );
  if (rows.length === 0) return null;
  const left = shown.find((each) => each.left !== null)?.left ?? null;
  const told = table(
    "Transfers at a glance",
    [
      { title: head.policies.length > 1 ? "Policy, transfer" : "Transfer" },
      { title: "Over the run" },
      { title: "Age of newest copy", numeric: true },
      { title: "Runs completed", numeric: true },
      { title: "Takeovers", numeric: true },
      { title: "Moved", numeric: true },
      ...VERDICT_TITLES,
    ],
    rows,
  );
  return left === null ? told : element("div", {}, told, element("p", { class: "note" }, `${left}.`));
}

function transferCells(policy: PolicyHead, index: number, transfer: Subject, end: Micros): readonly Child[] {
  const { name } = transfer;
  const lag = lagOf(policy, name);
  const again = meanOf(policy, name, "sent.twice");
  const suspended = meanOf(policy, name, "suspended.time");
  return [
    head.policies.length > 1 ? `${policy.policy}, ${name}` : name,
    sparkStrip(index, transfer, end),
    lag === null
      ? NO_VALUE
      : [element("b", {}, formatDuration(lag.mean)), element("small", {}, `at most ${formatDuration(lag.most)}`)],
    [
      element("b", {}, formatCount(meanOf(policy, name, "completed"))),
      ...gradesOf(policy, name).map((each) => element("small", {}, each)),
    ],
    [
      formatCount(meanOf(policy, name, "repeated")),
      suspended > 0 ? element("small", {}, `nobody for ${formatDuration(suspended)}`) : null,
    ],
    [
      formatBytes(meanOf(policy, name, "sent")),
      again > 0 ? element("small", {}, `${formatBytes(again)} of it twice`) : null,
    ],
  ];
}
