/** Users who never leave: closed populations. Times are in seconds. */
import { timeOfUsers } from "../../../stats/index.js";
import { exponential, item, measured, seconds, type ValidationItem } from "../item.js";
import { asked } from "./users.js";

interface Users {
  readonly users: number;
  readonly think: number;
  readonly service: number;
  readonly [name: string]: number;
}

/** A server that all share, and users who think, may take whatever time: only the means count (Baskett and others 1975). */
const SHARED = {
  discipline: "shared",
  think: (mean: number) => `uniform(0s, ${seconds(2 * mean)})`,
  time: (service: number) => `lognormal(${seconds(service)}, ${seconds(1.2 * service)})`,
} as const;

function staying(name: string, servers: number, parameters: Users, shared?: typeof SHARED): ValidationItem {
  const thinking = shared?.think ?? exponential;
  return item<Users>({
    name,
    title: `${parameters.users} users who never leave, ${servers === 1 ? "one server" : `${servers} servers`}${shared === undefined ? "" : ", which they share"}`,
    source: shared === undefined ? "Kleinrock 1975, 3.8" : "Baskett, Chandy, Muntz, Palacios 1975",
    parameters,
    fixed: ["users"],
    scenario: ({ users: number, think, service }) =>
      asked({
        ...{ service, servers, load: `session: { users: ${number}, think: "${thinking(think)}" }` },
        ...(shared === undefined ? {} : { discipline: shared.discipline, time: shared.time(service) }),
      }),
    figures: [
      {
        name: "mean time",
        theory: ({ users: number, think, service }) => timeOfUsers(number, servers, think, service),
        value: measured("shop.latency.mean"),
      },
      {
        name: "answers in a second",
        theory: ({ users: number, think, service }) => number / (timeOfUsers(number, servers, think, service) + think),
        value: measured("shop.goodput"),
      },
    ],
    effort: { quick: 5, whole: 30 },
  });
}

export const usersWhoStay: readonly ValidationItem[] = [
  staying("users-who-stay", 1, { users: 10, think: 12, service: 1 }),
  staying("users-who-stay-two-servers", 2, { users: 6, think: 3, service: 1.5 }),
  staying("users-who-stay-shared", 1, { users: 6, think: 5, service: 1 }, SHARED),
];
