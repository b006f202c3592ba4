/** Questions of one place to another: each is asked once, and answered once if at all; whoever hears nothing asks anew. */
import type { Input } from "../control/index.js";
import type { Post, Route } from "./post.js";

interface Open {
  /** In which life of its place it was asked: a later one knows nothing of it. */
  readonly life: number;
  readonly route: Route;
  readonly answered: (refused: string | null) => void;
  readonly lost: () => void;
}

export class Questions {
  private readonly open = new Map<number, Open>();
  private asked = 0;

  constructor(private readonly post: Post) {}

  /** A machine that does not know of such questions never answers; nor does one that stops meanwhile. */
  ask(route: Route, body: (question: number) => Input, { answered, lost }: Pick<Open, "answered" | "lost">): void {
    const { from, to, over } = route;
    const arrived = () => {
      if (!to.hears) return lost();
      const question = ++this.asked;
      this.open.set(question, { life: to.life, route, answered, lost });
      to.receive({ from: from.name, over: over?.spec.name ?? null, body: body(question) });
    };
    this.post.carry(route, arrived, lost);
  }

  answer(question: number, refused: string | null): void {
    const open = this.open.get(question);
    if (open === undefined) return;
    this.open.delete(question);
    const { life, route, answered, lost } = open;
    if (life !== route.to.life) return;
    this.post.carry({ ...route, from: route.to, to: route.from }, () => answered(refused), lost);
  }
}
