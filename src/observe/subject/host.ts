/** A computer: what its state means to who needs it. */
import { namedIn } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { State, SubjectKind } from "./subject.js";

export const host: SubjectKind = {
  kind: "host",
  names: ({ hosts }) => hosts.map(({ name }) => name),
  states: ({ spec, hosts }, set) => {
    /** Hosts whose power supply a fault has taken away. */
    const withoutSupply = new Map(spec.hosts.map(({ name }) => [name, 0]));
    /** One that was switched off is off, one whose supply failed is unpowered. */
    const stateOf = (name: string): State => {
      const { powered, stage, health } = hosts.of(name);
      if (!powered) return (withoutSupply.get(name) ?? 0) > 0 ? "unpowered" : "off";
      if (health === "failed") return "crashed";
      if (health === "hung") return "hung";
      return stage === "online" && health === "degraded" ? "degraded" : stage;
    };
    const look = (name: string, at: Micros): void => set(name, stateOf(name), at);
    const supply = (effect: string, target: string, change: number, at: Micros): void => {
      const before = withoutSupply.get(target);
      if (effect !== "power-loss" || before === undefined) return;
      withoutSupply.set(target, before + change);
      look(target, at);
    };
    return {
      first: (name) => (namedIn(spec.hosts, name)?.power === "on" ? "online" : "off"),
      hears: {
        FaultInjected: ({ effect, target, at }) => supply(effect, target, 1, at),
        FaultCleared: ({ effect, target, at }) => supply(effect, target, -1, at),
        HostPowerChanged: (record) => look(record.host, record.at),
        HostStageChanged: (record) => look(record.host, record.at),
        HostHealthChanged: (record) => look(record.host, record.at),
      },
    };
  },
};
