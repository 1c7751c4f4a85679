import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const faults = (source: Record<string, string>) => {
  try {
    readEnv(source);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

describe('the environment', () => {
  it('needs nothing: everything has a default, and nothing leaves this machine', () => {
    expect(readEnv({})).toMatchObject({ NODE_ENV: 'production', PORT: 3000, HOST: '127.0.0.1', DATA_DIR: 'data', JOBS: 'embedded', RATE_LIMITS: 'on', DEMO: false, TRUST_PROXY: false, TZ_DISPLAY: 'Asia/Ho_Chi_Minh', baseUrl: 'http://localhost:3000' });
  });

  it('takes empty values for unset ones and knows no others', () => {
    expect(readEnv({ PORT: '', SESSION_SECRET: '', HOME: 'x' })).toEqual(readEnv({}));
  });

  it('reads numbers, flags and addresses', () => {
    expect(readEnv({ PORT: '8080', TRUST_PROXY: '1', DEMO: '1', BASE_URL: 'https://hoc06.example/' })).toMatchObject({ PORT: 8080, TRUST_PROXY: true, DEMO: true, baseUrl: 'https://hoc06.example' });
    expect(readEnv({ PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
  });

  it('lists every fault at once, one line each', () => {
    const lines = faults({ PORT: '70000', BASE_URL: 'ftp://x', SESSION_SECRET: 'short', TZ_DISPLAY: 'Mars/Olympus', DEMO: 'yes', LOG_LEVEL: 'loud', REDIS_URL: 'http://127.0.0.1', METRICS_TOKEN: 'x' });
    expect(lines[0]).toBe('The environment is not usable:');
    expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual(['PORT', 'BASE_URL', 'SESSION_SECRET', 'TZ_DISPLAY', 'LOG_LEVEL', 'REDIS_URL', 'METRICS_TOKEN', 'DEMO']);
    expect(lines.join()).toContain('SESSION_SECRET: must have at least 32 characters');
  });

  it.each([['PORT', 'abc'], ['PORT', '-1'], ['PORT', '1.5'], ['BASE_URL', 'hoc06.example'], ['JOBS', 'none'], ['RATE_LIMITS', '0'], ['NODE_ENV', 'prod']])('refuses %s=%s', (name, value) => {
    expect(faults({ [name]: value })[1]).toMatch(new RegExp(`^ {2}${name}: `));
  });
});
