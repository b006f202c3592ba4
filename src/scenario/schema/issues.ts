/** What zod found wrong, in our words and at the place where it was written. */
import type * as z from "zod";
import { nearestName } from "../nearest-name.js";
import { type Located, locate, type Path, type Place } from "../source/located.js";
import type { Complaint, Report } from "../source/report.js";
import { type IssueDetails, NO_SUCH_KEY, typeName } from "./fields.js";
import { instead } from "./words-from-elsewhere.js";

type Issue = z.core.$ZodIssue;

/** Reports the issues of a value that stands at `base` in the tree. */
export function reportIssues(issues: readonly Issue[], root: Located, base: Path, report: Report): void {
  const misspelt = new Set(issues.flatMap((issue) => meantKey(issue) ?? []));
  const isMisspelt = ({ path }: Issue): boolean =>
    misspelt.has(placeOfKey(path)) && !locate(root, [...base, ...path]).whole;
  for (const issue of issues) if (!isMisspelt(issue)) reportIssue(issue, root, base, report);
}

/** Which key somebody meant who wrote one that there is not: what says that is not told again as one that is missing. */
function meantKey(issue: Issue): string | null {
  const near = detailsOf(issue)?.complaint.near;
  const meant =
    detailsOf(issue)?.atKey === true && near ? nearestName(String(issue.path.at(-1)), near.names) : undefined;
  return meant === undefined ? null : placeOfKey([...issue.path.slice(0, -1), meant]);
}

function placeOfKey(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

function reportIssue(issue: Issue, root: Located, base: Path, report: Report): void {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union") {
    const branch = meantBranch(issue.errors, locate(root, path).node);
    // Of a word that is none of some: what else may stand there is told too. What is wrong further within is told there.
    if (branch !== null && !branch.some(({ code, path: at }) => code === "invalid_value" && at.length === 0))
      return reportIssues(branch, root, path, report);
  }
  const { node, whole } = locate(root, path);
  if (!whole) {
    const expected = complaintOf(issue, undefined).expected;
    return report.error(placeAt(root, path), { message: `\`${String(path.at(-1))}\` is missing`, expected });
  }
  const details = detailsOf(issue);
  if (details?.atKey === true) {
    const word = String(path.at(-1));
    // The rest of `lognormal(200ms, 150ms)` without quotes: what is wrong is told of its beginning.
    if (/^[^(]+\)$/.test(word))
      return report.error(keyAt(root, path), {
        message: `${word} is no key, but the end of a value that lacks quotes`,
      });
    const { near, ...complaint } = details.complaint;
    const elsewhere = instead(path);
    const hint = elsewhere === null ? "" : `: ${elsewhere}`;
    const message = complaint.message === NO_SUCH_KEY ? `there is no key ${word} here${hint}` : complaint.message;
    if (elsewhere !== null) return report.error(keyAt(root, path), { message });
    return report.error(keyAt(root, path), { ...complaint, message, near: near && { ...near, word } });
  }
  report.error(placeAt(root, path), complaintOf(issue, node));
}

/** The only branch that the type of the value fits. */
function meantBranch(branches: readonly (readonly Issue[])[], node: Located): readonly Issue[] | null {
  const fitting = branches.filter((issues) => !issues.some((issue) => isWrongType(issue, node)));
  return fitting.length === 1 ? fitting[0]! : null;
}

/** Whether the issue says that the node itself, and nothing in it, is of a wrong type. */
function isWrongType(issue: Issue, node: Located): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union")
    return issue.errors.every((branch) => branch.some((each) => isWrongType(each, node)));
  if (issue.code === "invalid_value") return node.is !== "scalar";
  return issue.code === "invalid_type" || detailsOf(issue)?.wrongType === true;
}

function detailsOf(issue: Issue): IssueDetails | undefined {
  return issue.code === "custom" ? (issue.params as { details?: IssueDetails } | undefined)?.details : undefined;
}

function complaintOf(issue: Issue, node: Located | undefined): Complaint {
  const found = node === undefined ? "nothing" : describe(node);
  switch (issue.code) {
    case "custom":
      return detailsOf(issue)?.complaint ?? { message: issue.message };
    case "invalid_type":
      return { message: `${found} stands here`, expected: issue.message };
    case "invalid_value": {
      const names = issue.values.map(String);
      return {
        message: `${found} cannot stand here`,
        expected: names.length === 1 ? names[0] : `one of ${names.join(", ")}`,
        near: { word: found, names },
      };
    }
    case "too_small":
      if (issue.origin === "array") {
        return issue.minimum === 1
          ? { message: "this list is empty", expected: "one entry at least" }
          : { message: "this list is too short", expected: `${issue.minimum} entries` };
      }
      return {
        message: `${found} is too little`,
        expected: `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`,
      };
    case "too_big":
      if (issue.origin === "array")
        return { message: "this list is too long", expected: `at most ${issue.maximum} entries` };
      return { message: `${found} is too much`, expected: `at most ${issue.maximum}` };
    case "invalid_union":
      return {
        message: `${found} stands here`,
        expected: [...new Set(issue.errors.flatMap(expectations))].join(", or "),
      };
    default:
      return { message: issue.message };
  }
}

function expectations(issues: readonly Issue[]): readonly string[] {
  return issues
    .filter((issue) => issue.path.length === 0)
    .flatMap((issue) =>
      issue.code === "invalid_union"
        ? issue.errors.flatMap(expectations)
        : [complaintOf(issue, undefined).expected ?? ""],
    )
    .filter((expected) => expected !== "");
}

function describe(node: Located): string {
  if (node.is !== "scalar") return typeName(node.is === "list" ? [] : {});
  return node.value === null ? "nothing" : node.text;
}

/** Where a value stands: itself when it is a word, else its key, else the nearest thing around it that has one. */
export function placeAt(root: Located, path: Path): Place {
  const { node, key, whole } = locate(root, path);
  if (whole && node.is === "scalar" && node.text !== "") return node.place;
  return key ?? firstKey(node) ?? { ...node.place, end: node.place.start + 1 };
}

/** Where an item of a list begins to speak. */
function firstKey(node: Located): Place | null {
  if (node.is !== "mapping") return null;
  for (const { key } of node.entries.values()) return key;
  return null;
}

export function keyAt(root: Located, path: Path): Place {
  const { node, key } = locate(root, path);
  return key ?? firstKey(node) ?? node.place;
}
