/** A switch in the power line of hosts. */
import type { SubjectKind } from "./subject.js";

export const relay: SubjectKind = {
  kind: "relay",
  names: ({ relays }) => relays.map(({ name }) => name),
  states: ({ spec }, set) => {
    const feeding = new Set(spec.hosts.flatMap(({ relay, power }) => (power === "off" ? [] : (relay ?? []))));
    const contacts = new Map(spec.relays.map(({ name }) => [name, feeding.has(name) ? "closed" : "open"]));
    const sayContacts = (name: string) => (contacts.get(name) === "closed" ? "up" : "off");
    return {
      first: sayContacts,
      hears: {
        RelayMoved: ({ relay: name, contacts: now, at }) => {
          contacts.set(name, now);
          set(name, sayContacts(name), at);
        },
        RelayStuck: ({ relay: name, contacts: now, at }) => {
          contacts.set(name, now);
          set(name, "stuck", at);
        },
        RelayFreed: ({ relay: name, at }) => set(name, sayContacts(name), at),
      },
    };
  },
};
