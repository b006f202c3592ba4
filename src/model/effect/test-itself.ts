/** A control processor tests itself, for whoever asked. */
import { serverWith } from "../server/server-with.js";
import type { KindOfAction } from "./kind-of-action.js";

export const testItself: KindOfAction<"test-itself"> = {
  kind: "test-itself",
  routine: true,
  perform({ servers }, { place }, settle) {
    const server = serverWith(servers, place);
    server.after("self-test", place, () => {
      settle({ status: "done", found: { what: "self-test", passes: !server.part(place).degraded } });
    });
  },
  say: ({ place }) => `${place} tests itself`,
  finds: () => ({ what: "self-test", passes: true }),
};
