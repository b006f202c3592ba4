/** Queues stay within the bounds that were declared for them. */
import { hasLoad } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated at each audit for each host where requests wait. */
export const queueBounded: Invariant = {
  name: "queue-bounded",
  about:
    "No more requests wait at a host, and no more are in service, than it was declared to take; the rest is refused openly: " +
    "a queue without bound turns a short overload into a long one.",
  idle: "no request waited at any host when it was looked",
  appliesTo: hasLoad,
  watch: (finding, { context }) => {
    const bounds = new Map(context.spec.hosts.map(({ name, serves }) => [name, serves]));
    return {
      hears: {
        RequestsAudited: ({ hosts, at }) => {
          for (const { host, queued, inService } of hosts) {
            const bound = bounds.get(host);
            if (bound === undefined || queued === 0) continue;
            finding.stake();
            if (queued > bound.queue) finding.violated(at, `${queued} requests wait at ${host}, ${bound.queue} may`);
            if (inService > bound.concurrency) {
              finding.violated(at, `${inService} requests are in service at ${host}, ${bound.concurrency} may be`);
            }
          }
        },
      },
    };
  },
};
