/** All items of the validation, in the order in which they are told. */
import type { ValidationItem } from "../item.js";
import { clusters } from "./cluster.js";
import { coverages } from "./coverage.js";
import { detectors } from "./detectors.js";
import { directors } from "./director.js";
import { freshnessPoints } from "./freshness.js";
import { interruptions } from "./interruptions.js";
import { lives } from "./lives.js";
import { oneUnit } from "./one-unit.js";
import { pathItems } from "./paths.js";
import { prioritized } from "./priorities.js";
import { queues } from "./queues.js";
import { severalUnits } from "./several-units.js";
import { standbys } from "./standby.js";
import { retrials } from "./retrials.js";
import { recoveryPoints } from "./recovery-points.js";
import { sharing } from "./sharing.js";
import { strokes } from "./strokes.js";
import { users } from "./users.js";
import { usersWhoStay } from "./users-who-stay.js";
import { whateverDistribution } from "./whatever-distribution.js";

export const validationItems: readonly ValidationItem[] = [
  ...oneUnit,
  ...whateverDistribution,
  ...severalUnits,
  ...strokes,
  ...standbys,
  ...lives,
  ...coverages,
  ...pathItems,
  ...clusters,
  ...detectors,
  ...freshnessPoints,
  ...queues,
  ...prioritized,
  ...sharing,
  ...directors,
  ...users,
  ...retrials,
  ...usersWhoStay,
  ...interruptions,
  ...recoveryPoints,
];
