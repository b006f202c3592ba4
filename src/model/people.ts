/** People who tell the machines of control what they did or want: they say it again until it is heard. */
import type { Message } from "../control/index.js";
import { MINUTE } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { ManagementPath } from "./management-path.js";
import type { Place } from "./place.js";

/** After this time they try again. */
const RETRY = MINUTE;

interface Surroundings extends Ground {
  readonly management: ManagementPath;
}

export class People {
  constructor(private readonly world: Surroundings) {}

  /** @param holds whether it is still so: what is not true any more is not said again */
  tell(place: Place, body: Message, holds: () => boolean = () => true): void {
    if (!place.isManned) return;
    const again = () =>
      void this.world.kernel.after(RETRY, () => {
        if (holds()) this.tell(place, body, holds);
      });
    const said = () => {
      if (!place.hears) return again();
      const heardAt = this.world.kernel.now;
      place.receive({ from: "people", over: this.world.management.name, heardAt, count: 1, body });
    };
    this.world.management.carry(said, again);
  }
}
