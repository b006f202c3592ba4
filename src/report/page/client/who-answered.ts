/** Who answered how much of what was asked, and which host helped whom when. */
import { formatCount, formatShare } from "../../number-format.js";
import { answersOf, groupHelp, helpOf, stretchesInWords } from "../../who-answered.js";
import { element, table } from "./dom.js";
import { clock } from "./instant.js";
import { head } from "./page-source.js";
import type { Policy } from "./policy.js";

const MOST_ROWS = 100;

/** Nothing where nobody answered anything, or one host all. */
export function whoAnswered({ head: policy, run }: Policy): readonly HTMLElement[] {
  const answers = answersOf(policy);
  const help = helpOf(run.scaleMarks);
  if (answers.length < 2 && help.length === 0) return [];
  const { durationSeconds } = head.scenario;
  const rows = answers.slice(0, MOST_ROWS).map(({ host, answered, share }) => {
    const byService = groupHelp(
      help.filter((each) => each.host === host),
      ({ service }) => service,
    );
    const helped = byService.map(([service, its]) =>
      element(
        "span",
        { class: "entry" },
        `${service} ${stretchesInWords(its, clock.brief, durationSeconds).join(", ")}`,
      ),
    );
    return [host, formatCount(answered), formatShare(share), ...(help.length > 0 ? [helped] : [])];
  });
  return [
    element("h3", {}, "Who answered"),
    element(
      "p",
      { class: "question" },
      `Requests by the host that answered them${
        policy.replicationsRun > 1
          ? `, over all replications in the mean${help.length > 0 ? `; help in replication ${run.replication}` : ""}`
          : ""
      }.`,
    ),
    table(
      "Requests by host",
      [
        { title: "Host" },
        { title: "Answered", numeric: true },
        { title: "Share", numeric: true },
        ...(help.length > 0 ? [{ title: "Helped" }] : []),
      ],
      rows,
    ),
    ...(answers.length > MOST_ROWS
      ? [element("p", { class: "note" }, `${answers.length - MOST_ROWS} further hosts stand among the measures.`)]
      : []),
  ];
}
