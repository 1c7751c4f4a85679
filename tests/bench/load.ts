import autocannon from 'autocannon';

export interface Shot {
  method: 'GET' | 'POST';
  path: string;
  /** None for a stranger. */
  cookie?: string;
  /** Makes the body anew for every request. */
  body?: () => string;
  type?: string;
  json?: boolean;
}

export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  faults: number;
}

/** Sends the shots round robin over 32 connections for some seconds, from this process. Only to loopback, and it stops by itself. */
export async function load(url: string, shots: readonly Shot[], seconds: number, connections = 32): Promise<LoadResult> {
  const requests = shots.map((shot) => ({
    method: shot.method,
    path: shot.path,
    headers: { ...(shot.cookie ? { cookie: shot.cookie } : {}), origin: url, ...(shot.type ? { 'content-type': shot.type } : {}), ...(shot.json ? { accept: 'application/json' } : {}) },
    ...(shot.body ? { setupRequest: (request: object) => ({ ...request, body: shot.body?.() }) } : {}),
  }));
  const result = (await autocannon({ url, connections, duration: seconds, requests: requests as never })) as unknown as { requests: { average: number }; latency: { p50: number; p99: number }; non2xx: number; errors: number };
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, faults: result.non2xx + result.errors };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
