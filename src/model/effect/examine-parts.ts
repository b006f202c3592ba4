/** A control processor looks which parts of its server do not work. */
import { known } from "../named.js";
import type { KindOfAction } from "./kind-of-action.js";

export const examineParts: KindOfAction<"examine-parts"> = {
  kind: "examine-parts",
  routine: true,
  perform({ servers }, { server }, settle) {
    const { parts } = known(servers, server, "storage server");
    const broken = [...parts.values()].filter((each) => !each.works || each.degraded).map(({ name }) => name);
    settle({ status: "done", found: { what: "parts", broken } });
  },
  say: ({ server }) => `look at the parts of ${server}`,
  takes: () => 0,
};
