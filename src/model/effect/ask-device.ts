/** Asks a storage system whether anybody has written to a device since it was filled; what does not take orders never answers. */
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const askDevice: KindOfAction<"ask-device"> = {
  kind: "ask-device",
  over: "management",
  perform(world, { volume: name, device: wanted }, settle) {
    const volume = world.volume(name);
    const device = volume.device(wanted);
    exchangeByManagement(world, settle, (answer, lost) => {
      if (!device.array.processor.takesOrders) return lost();
      volume.catchUp();
      answer({ status: "done", found: { what: "written", written: device.written } });
    });
  },
  say: ({ device }) => `ask whether anybody has written to ${device}`,
  takes: () => 0,
};
