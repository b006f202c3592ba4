/** Looks whether a path answers; one that does not is known not to when its time is up. */
import type { KindOfAction } from "./kind-of-action.js";

export const checkPath: KindOfAction<"check-path"> = {
  kind: "check-path",
  routine: true,
  perform({ exports }, { host, device, path, within }, settle) {
    const map = exports.mapOf(host, device);
    const lane = map?.lane(path);
    if (map === undefined || lane === undefined) return settle({ status: "failed", why: `there is no path ${path}` });
    map.check(lane, within, (answers) =>
      settle(answers ? { status: "done" } : { status: "failed", why: `${path} does not answer` }),
    );
  },
  say: ({ path }) => `look whether ${path} answers`,
};
