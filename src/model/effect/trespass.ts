/** A device is to serve at the port of a path: ordered over that path, by the host that uses it. */
import { namedIn } from "../named.js";
import type { KindOfAction } from "./kind-of-action.js";

export const trespass: KindOfAction<"trespass"> = {
  kind: "trespass",
  perform({ exports }, { host, device, path, within }, settle) {
    const map = exports.mapOf(host, device);
    const lane = map?.lane(path);
    if (map === undefined || lane === undefined) return settle({ status: "failed", why: `there is no path ${path}` });
    map.trespass(lane, within, (done) =>
      settle(done ? { status: "done" } : { status: "failed", why: `${device} does not answer over ${path}` }),
    );
  },
  say: ({ device, path }) => `have ${device} serve at the port of ${path}`,
  takes: ({ device }, { exports = [] }) => namedIn(exports, device)?.trespass.mean ?? null,
};
