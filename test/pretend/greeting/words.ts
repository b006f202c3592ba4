/** The words of greeting: what its machines have done, tell each other, note, and give as reasons. */
import { instant, type NoteSayers, type ReasonSayers, say, type UndertakingSayer } from "../../../src/control/index.js";
import type { Micros } from "../../../src/units/index.js";

declare module "../../../src/control/words.js" {
  interface Actions {
    /** Wave at a host. */
    wave: { readonly at: string; readonly acquaintance: string };
  }

  interface Messages {
    /** Said again and again: I am there. */
    hello: { readonly acquaintance: string };
    /** Shall we be friends? */
    greeting: { readonly acquaintance: string };
    "greeted-back": { readonly acquaintance: string };
  }

  interface Notes {
    /** `host` was greeted, and knows the other one from now on. */
    acquainted: { readonly acquaintance: string; readonly host: string };
    estranged: { readonly acquaintance: string; readonly because: Reason };
  }

  interface Reasons {
    "hello-heard": { readonly over: string };
    "silent-everywhere": { readonly since: Micros };
  }
}

export const reasons: ReasonSayers<"hello-heard" | "silent-everywhere"> = {
  "hello-heard": ({ over }) => `a hello was heard over ${over}`,
  "silent-everywhere": ({ since }) => say`nothing was heard over any network since ${instant(since)}`,
};

export const notes: NoteSayers<"acquainted" | "estranged"> = {
  acquainted: ({ host, acquaintance }) => `${acquaintance}: ${host} was greeted`,
  estranged: ({ acquaintance }) => `${acquaintance} ends`,
};

export const undertakings: Readonly<Record<string, UndertakingSayer>> = {
  friendship: {
    begins: ({ from, to }) => `${from} wants to be friends with ${to}`,
    ended: ({ from, to }, result) => `${from} and ${to} are ${result === "done" ? "friends" : "strangers still"}`,
  },
};
