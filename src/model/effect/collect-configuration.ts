/** The driver of a cluster looks what devices there are and how they are, and stores that (202). */
import type { KindOfAction } from "./kind-of-action.js";

export const collectConfiguration: KindOfAction<"collect-configuration"> = {
  kind: "collect-configuration",
  perform({ domain }, { cluster }, settle) {
    const { driver } = domain!.cluster(cluster);
    driver.do(settle, () => driver.collect(() => settle({ status: "done" })));
  },
  say: ({ cluster }) => `${cluster} stores its configuration and state`,
  takes: (_, { domain }) => domain?.store ?? null,
};
