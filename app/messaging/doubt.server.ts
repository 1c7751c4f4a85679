/** After this long without an answer a call no longer keeps the next one waiting: a server that falls silent must not stop a channel. */
const patienceMilliseconds = 10_000;

/** One call's way through the doubt: in from its last byte, out when its answer has been noted. */
export interface Turn {
  /** Resolves when the last byte may be sent; never, once the call has left. */
  enter(): Promise<void>;
  leave(): void;
}

interface Waiting {
  turn: symbol;
  begin(): void;
}

/**
 * Keeps the calls of a channel apart at the one moment at which nobody can know whether they were taken: between the last byte and the answer.
 * Everything before it runs side by side. So a process that is killed leaves no more calls in doubt than places, however many were under way (docs/decisions/0062).
 */
export class Doubt {
  readonly #places: number;
  readonly #patience: number;
  readonly #inside = new Map<symbol, NodeJS.Timeout>();
  #queue: Waiting[] = [];

  constructor(places: number, patience: number = patienceMilliseconds) {
    this.#places = places;
    this.#patience = patience;
  }

  turn(): Turn {
    const turn = Symbol('turn');
    return {
      enter: () => new Promise((resolve) => (this.#queue.push({ turn, begin: resolve }), this.#next())),
      leave: () => {
        this.#queue = this.#queue.filter((waiting) => waiting.turn !== turn);
        this.#out(turn);
      },
    };
  }

  #out(turn: symbol): void {
    clearTimeout(this.#inside.get(turn));
    if (this.#inside.delete(turn)) this.#next();
  }

  #next(): void {
    const first = this.#inside.size < this.#places ? this.#queue.shift() : undefined;
    if (!first) return;
    this.#inside.set(first.turn, setTimeout(() => this.#out(first.turn), this.#patience).unref());
    first.begin();
  }
}
