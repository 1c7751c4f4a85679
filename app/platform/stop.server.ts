import type { Log } from './log.ts';

const patienceMilliseconds = 10_000;

/** Ends the process in order on SIGTERM and SIGINT; a second signal, or ten seconds, end it at once. */
export function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), patienceMilliseconds).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}
