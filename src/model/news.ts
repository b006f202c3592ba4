/** Between two controllers on machines of their own: one tells the other what it does. */
import type { Network } from "./network.js";
import type { Place } from "./place.js";
import type { Post } from "./post.js";
import type { Record as WorldRecord } from "./record.js";

interface Surroundings {
  readonly post: Post;
  listen(listener: (record: WorldRecord) => void): void;
}

/** News arrive in their order, however late. */
export function passOnNews(world: Surroundings, from: Place, to: Place, over: Network): void {
  world.listen((record) => {
    if (record.kind !== "NoteMade" || record.place !== from.name) return;
    world.post.sendReliably({ from, to, over, body: { kind: "news", note: record.note } });
  });
}
