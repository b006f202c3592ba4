import { describe, expect, it } from "vitest";
import type { Happening, RequestAudit } from "../../../src/model/index.js";
import { foundBy, START } from "../small-run.js";

/** Requests 1 to 5: three served, one refused, one open and in service. */
const GOOD: RequestAudit = {
  service: "shop",
  issued: 5,
  served: 3,
  failed: 0,
  timedOut: 0,
  refused: 1,
  open: 1,
  fingerprint: { issued: 15, ended: 10, open: 5 },
  hosts: [{ host: "web-1", received: 5, queued: 0, inService: 1, completed: 3, turnedAway: 1, dropped: 0 }],
};

function audited(change: Partial<RequestAudit> = {}): Happening {
  return { kind: "RequestsAudited", ...GOOD, ...change };
}

const [HOST] = GOOD.hosts;

describe("answered-once", () => {
  const find = (audit: Happening) => foundBy("answered-once", [START, [5, audit], [6, audit]]);

  it("holds when the numbers of the requests that ended and are open add up to those issued", () => {
    expect(find(audited())).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("adds up modulo 2^32", () => {
    const fingerprint = { issued: 4, ended: 4_294_967_290, open: 10 };
    expect(find(audited({ fingerprint }))).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is not at stake until a request has ended", () => {
    const open = { served: 0, refused: 0, open: 5, fingerprint: { issued: 15, ended: 0, open: 15 } };
    expect(find(audited(open))).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("is violated when one request ended twice and another never, though the counts agree", () => {
    const fingerprint = { issued: 15, ended: 9, open: 5 };
    expect(find(audited({ fingerprint }))).toMatchObject({
      violations: 1,
      examples: [
        {
          what: "the numbers of the requests of shop that ended or are open add up to 14, those that were issued to 15",
        },
      ],
    });
  });
});

describe("request-conservation", () => {
  const find = (audit: Happening) => foundBy("request-conservation", [START, [5, audit], [6, audit]]);

  it("holds when every request is somewhere, at the clients and at the hosts", () => {
    expect(find(audited())).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when a client has lost a request", () => {
    expect(find(audited({ open: 0 }))).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 5, what: "5 requests of shop were issued, 4 ended or are open" }],
    });
  });

  it("is violated when a host has dropped a queue in silence", () => {
    expect(find(audited({ hosts: [{ ...HOST!, inService: 0 }] }))).toMatchObject({
      violations: 1,
      examples: [{ what: "web-1 received 5 requests, and can account for 4" }],
    });
  });

  it("is violated when hosts received more than was issued, or completed less than was served", () => {
    const more = { ...HOST!, received: 6, dropped: 1 };
    expect(foundBy("request-conservation", [START, [5, audited({ hosts: [more] })]])).toMatchObject({
      violations: 1,
      examples: [{ what: "hosts received 6 requests, 5 were issued" }],
    });
    const less = { ...HOST!, completed: 2, dropped: 1 };
    expect(foundBy("request-conservation", [START, [5, audited({ hosts: [less] })]])).toMatchObject({
      violations: 1,
      examples: [{ what: "3 requests were served, hosts completed 2" }],
    });
  });
});
