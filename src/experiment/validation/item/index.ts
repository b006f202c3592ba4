/** All items of the validation, in the order in which they are told. */
import type { ValidationItem } from "../item.js";
import { clusters } from "./cluster.js";
import { detectors } from "./detectors.js";
import { directors } from "./director.js";
import { freshnessPoints } from "./freshness.js";
import { lives } from "./lives.js";
import { oneUnit } from "./one-unit.js";
import { pathItems } from "./paths.js";
import { queues } from "./queues.js";
import { severalUnits } from "./several-units.js";
import { standbys } from "./standby.js";
import { recoveryPoints } from "./recovery-points.js";
import { users } from "./users.js";
import { whateverDistribution } from "./whatever-distribution.js";

export const validationItems: readonly ValidationItem[] = [
  ...oneUnit,
  ...whateverDistribution,
  ...severalUnits,
  ...standbys,
  ...lives,
  ...pathItems,
  ...clusters,
  ...detectors,
  ...freshnessPoints,
  ...queues,
  ...directors,
  ...users,
  ...recoveryPoints,
];
