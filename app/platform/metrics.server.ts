import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '../../db/client.ts';

export interface Metrics {
  observe(method: string, area: string, status: number, seconds: number): void;
  text(): Promise<string>;
  contentType: string;
}

/** Request and process metrics in Prometheus' format. `area` is the first URL segment, so the number of series stays small. */
export function createMetrics(db: Db): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({ name: 'http_request_duration_seconds', help: 'Time to answer', labelNames: ['method', 'area', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2], registers: [registry] });
  const requests = new Counter({ name: 'http_requests_total', help: 'Answers given', labelNames: ['method', 'area', 'status'], registers: [registry] });
  new Gauge({
    name: 'jobs',
    help: 'Jobs by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await db.selectFrom('job').select(['state', (expression) => expression.fn.countAll<number>().as('count')]).where('state', '!=', 'DONE').groupBy('state').execute();
      this.reset();
      for (const row of rows) this.set({ state: row.state }, row.count);
    },
  });
  return {
    observe(method, area, status, seconds) {
      const labels = { method, area, status: `${Math.floor(status / 100)}xx` };
      duration.observe(labels, seconds);
      requests.inc(labels);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
