/** What the results must hold, each of a measure that this scenario has. */
import type { WorldSpec } from "../../model/index.js";
import { measureInfos } from "../../observe/index.js";
import { familyKindsIn } from "../family/index.js";
import { parseLimit } from "../quantity/limit.js";
import type { ExpectationSpec } from "../scenario.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Complaint } from "../source/report.js";

/** `shop.availability`, `shop.rto.p95`, `hosts.hours`. */
const KEY = /^([A-Za-z0-9_-]+)(\.[A-Za-z0-9_-]+){1,3}$/;

/** What nothing measures would hold always, and so would much that is compared with a limit of another unit. */
export function expectationSpecs(parts: Parts, checks: Checks, world: WorldSpec): readonly ExpectationSpec[] {
  const infos = measureInfos(world);
  const measured = infos.map((info) => info.key);
  const isWhole = parts.services.complete && parts.hosts.complete;
  return parts.expect.list.flatMap(({ name: key, value, path }): ExpectationSpec[] => {
    const info = infos.find((each) => each.key === key);
    if (info === undefined) {
      const complaint = complaintAbout(key, isWhole ? measured : null, checks);
      if (complaint !== null) checks.keyError(path, complaint);
      return [];
    }
    const limit = parseLimit(value.limit, info.unit);
    if ("value" in limit) return [{ key, ...value, limit: limit.value }];
    const { message, expected = "", suggestion } = limit.complaint;
    checks.error(path, { message, expected: `of ${key} ${expected}`, ...(suggestion !== undefined && { suggestion }) });
    return [];
  });
}

/** @param measured all measures; `null` where a service or a host could not be read, so that some are missing */
function complaintAbout(key: string, measured: readonly string[] | null, { names }: Checks): Complaint | null {
  const subject = KEY.exec(key)?.[1];
  const expected = "a service or hosts, a dot and a measure, such as shop.rto.p95 or hosts.hours";
  const kinds = ["service", ...familyKindsIn(names)];
  const subjects = [...names.of(kinds), "hosts"];
  if (subject === undefined) return { message: `${key} is no measure`, expected };
  const complaint = subject === "hosts" ? null : names.use(subject, kinds);
  if (complaint !== null) return { ...complaint, expected, near: { word: subject, names: subjects } };
  return measured === null ? null : { message: `${key} is no measure`, expected, near: { word: key, names: measured } };
}
