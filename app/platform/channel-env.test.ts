import { describe, expect, it } from 'vitest';
import { isPushOn } from './channel-env.ts';
import { readEnv } from './env.ts';

const faults = (source: Record<string, string>) => {
  try {
    readEnv(source);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim());
  }
  return [];
};
/** The key pair of RFC 8291, appendix A (of the application server). */
const pair = { VAPID_PUBLIC_KEY: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8', VAPID_PRIVATE_KEY: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw' };
const whole = { ...pair, VAPID_SUBJECT: 'mailto:quan-tri@vi-du.vn', BASE_URL: 'https://hoc06.vi-du.vn' };

describe('push in the environment', () => {
  it('is off unless it is asked for, and off when it is forbidden', () => {
    const on = (source: Record<string, string>) => isPushOn(readEnv(source));
    expect([on({}), on({ DEMO: '1' }), on({ PUSH: 'on' }), on(whole), on({ ...whole, PUSH: 'off' })]).toEqual([false, false, true, true, false]);
  });

  it('takes keys whole, as a pair, or not at all', () => {
    expect(faults(whole)).toEqual([]);
    expect(faults({ ...whole, VAPID_SUBJECT: '' })).toEqual(['VAPID_SUBJECT: is needed with VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY']);
    expect(faults({ VAPID_SUBJECT: 'mailto:quan-tri@vi-du.vn' })).toEqual(['VAPID_PUBLIC_KEY: is needed with VAPID_SUBJECT', 'VAPID_PRIVATE_KEY: is needed with VAPID_SUBJECT']);
    expect(faults({ ...whole, VAPID_PRIVATE_KEY: 'A'.repeat(43) })).toEqual(['VAPID_PUBLIC_KEY: does not belong to VAPID_PRIVATE_KEY']);
    expect(faults({ ...whole, VAPID_PRIVATE_KEY: `${'y'.repeat(42)}w` })).toEqual(['VAPID_PUBLIC_KEY: does not belong to VAPID_PRIVATE_KEY']);
    expect(faults({ ...whole, VAPID_PUBLIC_KEY: 'x', VAPID_SUBJECT: 'http://x' }).map((line) => line.split(':')[0])).toEqual(['VAPID_PUBLIC_KEY', 'VAPID_SUBJECT', 'VAPID_PUBLIC_KEY']);
  });

  it('needs a site that browsers trust', () => {
    for (const base of ['http://localhost:3000', 'http://127.0.0.1:3000', 'https://hoc06.vi-du.vn', '']) expect(faults({ PUSH: 'on', BASE_URL: base }), base).toEqual([]);
    expect(faults({ PUSH: 'on', BASE_URL: 'http://hoc06.vi-du.vn' })).toEqual(['PUSH: needs a BASE_URL with https; browsers take notices only from such sites']);
    expect(faults({ PUSH: 'off', BASE_URL: 'http://hoc06.vi-du.vn' })).toEqual([]);
  });

  it.each(['localhost', '10.0.0.1', 'https://push.vi-du.vn', 'push.vi-du.vn ', 'push.vi-du.vn,', 'a..vn', '*.vi-du.vn', 'push.vi-du.vn:8443'])('knows no push service named %j', (name) => {
    expect(faults({ PUSH_SERVICES: name })).toHaveLength(1);
    expect(faults({ PUSH_SERVICES: 'push.vi-du.vn,push2.vi-du.vn' })).toEqual([]);
  });
});
