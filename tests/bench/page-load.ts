import { Agent } from 'node:http';
import { ask } from '../support/http.ts';
import { cpuOf } from './steps.ts';

export interface PageShot {
  path: string;
  cookie: string;
}

export interface PageTimes {
  pages: number;
  /** Answered with 503 because the database was locked for longer than a page waits; their time counts like that of the others. */
  refused: number;
  p50: number;
  p95: number;
  worst: number;
  /** Processor time of the server per page, in milliseconds. */
  cpu: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/**
 * Opens pages at an even pace, whether earlier ones have been answered or not, until `over` says so. A page's time counts from the moment at which it was to
 * be opened, so that a server that stands still is not spared the pages that nobody could open meanwhile. @throws Error when a page is refused for another reason than a locked database
 */
export async function openPages(server: { url: string; pid: number }, shots: readonly PageShot[], perSecond: number, over: Promise<unknown>): Promise<PageTimes> {
  let isOver = false;
  over.finally(() => (isOver = true)).catch(() => undefined);
  const times: number[] = [];
  const open: Promise<void>[] = [];
  let refused = 0;
  const [began, before] = [performance.now(), cpuOf(server.pid)];
  for (let nth = 0; !isOver; nth += 1) {
    const due = began + (nth / perSecond) * 1_000;
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    open.push(openPage(server.url, shots[nth % shots.length] as PageShot).then((isShown) => {
      times.push(performance.now() - due);
      if (!isShown) refused += 1;
    }));
  }
  await Promise.all(open);
  await over;
  const sorted = times.toSorted((one, other) => one - other);
  const part = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { pages: sorted.length, refused, p50: part(0.5), p95: part(0.95), worst: part(1), cpu: ((cpuOf(server.pid) - before) / sorted.length) * 1_000 };
}

async function openPage(url: string, { path, cookie }: PageShot): Promise<boolean> {
  const answer = await ask(url + path, { headers: { cookie }, agent });
  if (answer.status === 503) return false;
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${answer.text.slice(0, 300)}`);
  return true;
}
