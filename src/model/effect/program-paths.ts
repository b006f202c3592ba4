/** A host does its I/Os to a device in another way from now on. */
import type { KindOfAction } from "./kind-of-action.js";

export const programPaths: KindOfAction<"program-paths"> = {
  kind: "program-paths",
  perform({ exports }, { host, device, table }, settle) {
    const map = exports.mapOf(host, device);
    map?.program(table);
    settle(map === undefined ? { status: "failed", why: `${host} has no path to ${device}` } : { status: "done" });
  },
  say: ({ device, table: { paths, otherwise } }) =>
    paths.length > 0
      ? `I/Os to ${device} go over ${paths.map(({ path }) => path).join(", ")}`
      : `I/Os to ${device} ${otherwise === "queue" ? "wait" : "fail"}`,
  takes: () => 0,
};
