/** What may be wrong with an adapter that works: it is slow, or loses some of what it carries, which is then sent again. */
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import type { BandwidthPool } from "./bandwidth.js";
import type { Channel } from "./channel.js";

type Surroundings = Ground & Pick<Changes, "refresh" | "beforeCablesChange"> & { readonly bandwidth: BandwidthPool };

export class AdapterQuality {
  private slowness = 1;
  private loss = 0;
  private readonly best: number;

  constructor(
    private readonly world: Surroundings,
    private readonly channel: Channel,
  ) {
    this.best = channel.bandwidth;
  }

  /** Probability with which it loses what it carries. */
  get lost(): number {
    return this.loss;
  }

  setSlowness(slowness: number): void {
    this.world.beforeCablesChange();
    this.slowness = slowness;
    this.apply();
  }

  setLoss(loss: number): void {
    this.world.beforeCablesChange();
    this.loss = loss;
    this.apply();
  }

  private apply(): void {
    const { world, channel, slowness, loss, best } = this;
    world.record({ kind: "LinkQualityChanged", link: channel.name, slowness, loss });
    world.bandwidth.resize(channel, (best * (1 - loss)) / slowness);
    world.refresh();
  }
}
