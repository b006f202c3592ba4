/** Hears of everything in a world, one by one, and tells it as entries of a trace. */
import type { RequestListener, World } from "../model/index.js";
import type { FrequentEntry, TraceEntry } from "../result/index.js";

/** Takes each entry before the run goes on: what is slow to take it slows the run, and nothing piles up in memory. */
export type TraceSink = (entry: TraceEntry) => void;

/** To be called after the other listeners were set, before the world starts. */
export function traceWorld(world: World, sink: TraceSink): void {
  const tell = (entry: FrequentEntry): void => sink(entry);
  world.listen((record) => sink(record));
  world.reportListener = (host, sentAt, at) => tell({ at, kind: "ReportArrived", host, sentAt });
  const others = world.requestListener;
  const nameOf = (service: number, requestClass: number): { readonly service: string; readonly class: string } => {
    const { name, load } = world.spec.services[service]!;
    return { service: name, class: load!.classes[requestClass]!.name };
  };
  world.requestListener = {
    ioEnded: (end) => others?.ioEnded?.(end),
    passed: (at, uses) => others?.passed?.(at, uses),
    readFromCopy: (service, requestClass, at, lag) => others?.readFromCopy?.(service, requestClass, at, lag),
    issued: (service, requestClass, at, isRetry) => {
      others?.issued(service, requestClass, at, isRetry);
      tell({ at, kind: "RequestIssued", ...nameOf(service, requestClass), retry: isRetry });
    },
    ended: (service, requestClass, end, at, latency, final) => {
      others?.ended(service, requestClass, end, at, latency, final);
      tell({ at, kind: "RequestEnded", ...nameOf(service, requestClass), end, latency, final });
    },
    flowed: (flow) => {
      others?.flowed(flow);
      const { service, requestClass, from, to, asked, retried, ended } = flow;
      tell({ at: to, kind: "RequestsFlowed", ...nameOf(service, requestClass), from, asked, retried, ended });
    },
  } satisfies RequestListener;
}
