/** Does work again and again, one run at a time, and sooner when asked. */
export interface Ticker {
  start(): void;
  /** Runs now instead of at the next tick. */
  wake(): void;
  /** Starts no further run and waits for the one in progress. */
  stop(): Promise<void>;
}

/** @param work told by its argument whether it should come to an end; a fault of one run goes to `failed` and the next run comes all the same */
export function createTicker(everyMilliseconds: number, work: (isStopping: () => boolean) => Promise<unknown>, failed: (error: unknown) => void): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = true;

  const schedule = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(tick, milliseconds);
    timer.unref();
  };
  const tick = () => {
    running = running.then(async () => {
      if (stopped) return;
      await work(() => stopped).catch(failed);
      if (!stopped) schedule(everyMilliseconds);
    });
  };
  return {
    start() {
      stopped = false;
      schedule(0);
    },
    wake: () => void (stopped || schedule(0)),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
