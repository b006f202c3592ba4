/** A device as hosts see it over several ports: what becomes of I/Os to it, at the host that works with it. */
import type { Micros } from "../../units/index.js";
import type { State, SubjectKind } from "./subject.js";

export const exported: SubjectKind = {
  kind: "export",
  names: ({ exports = [] }) => exports.map(({ name }) => name),
  states: ({ spec: { exports = [], arrays } }, set) => {
    const volumes = arrays.flatMap((array) => array.volumes);
    const hosts = new Map(
      exports.map(({ name, volume }) => [name, volumes.find((each) => each.name === volume)?.host ?? ""]),
    );
    /** By host and device. */
    const states = new Map<string, State>();
    const look = (device: string, at: Micros): void => {
      const state = states.get(`${hosts.get(device)} ${device}`);
      if (state !== undefined) set(device, state, at);
    };
    return {
      first: () => "up",
      hears: {
        DataMounted: ({ host, volume, at }) => {
          const name = exports.find((each) => each.volume === volume)?.name;
          if (name === undefined) return;
          hosts.set(name, host);
          look(name, at);
        },
        EffectSent: ({ action, at }) => {
          if (action.kind === "program-paths") {
            const { paths, otherwise } = action.table;
            const state = paths.length > 0 ? "up" : otherwise === "queue" ? "suspended" : "down";
            states.set(`${action.host} ${action.device}`, state);
          } else if (action.kind === "trespass") states.set(`${action.host} ${action.device}`, "switching");
          else return;
          look(action.device, at);
        },
      },
    };
  },
};
