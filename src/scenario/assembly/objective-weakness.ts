/** Objectives that no policy can meet: alone on an idle host, requests take longer than they ask. */
import { grouped, homesOf, namedIn, type ServiceSpec, type WorldSpec } from "../../model/index.js";
import { sayLength, SECOND } from "../../units/index.js";
import { type Sentence, tell } from "./sentence.js";

const ANSWERED_UNLESS_GIVEN = 0.99;
const FINE = SECOND / 1000;

/** The hosts where a service runs, whose service times alone are too long for what is asked of it. */
export function objectiveOf(service: ServiceSpec, world: WorldSpec): readonly Sentence[] {
  const { objective, load, name } = service;
  const within = objective?.within;
  // Classes with less work might be answered in time.
  if (within === undefined || load === undefined || load.classes.some(({ work = 1 }) => work < 1)) return [];
  const answered = objective?.answered ?? ANSWERED_UNLESS_GIVEN;
  if (answered >= 1) return [];
  const takes = (home: string): number => namedIn(world.hosts, home)?.serves.time.quantile(answered) ?? 0;
  const slow = homesOf(service).filter((home) => takes(home) > within);
  return [...grouped(slow, takes)].map(([time, homes]) => {
    const share = `${Number((answered * 100).toPrecision(6))}%`;
    const rounded = sayLength(Math.round(time / FINE) * FINE);
    return tell`${name} cannot meet its objective at ${homes}: ${{ clause: share }} of requests that are alone there take up to ${{ clause: rounded }}, and are to be answered within ${{ clause: sayLength(within) }}`;
  });
}
