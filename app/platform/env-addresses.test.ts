import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const fault = (source: Record<string, string>) => {
  try {
    readEnv(source);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return [];
};

describe('the official address', () => {
  it.each([
    ['https://hoc06.example', 'https://hoc06.example'],
    ['https://hoc06.example/', 'https://hoc06.example'],
    ['HTTPS://HOC06.Example', 'https://hoc06.example'],
    ['https://hoc06.example:443', 'https://hoc06.example'],
    ['https://hoc06.example:8443/', 'https://hoc06.example:8443'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%s stands in links as %s', (written, used) => {
    expect(readEnv({ BASE_URL: written }).baseUrl).toBe(used);
  });

  it.each(['https://hoc06.example//', 'https://hoc06.example/hoc', 'https://hoc06.example/?a=1', 'https://hoc06.example/#trang', 'https://admin:mat-khau@hoc06.example'])('%s is refused in one line, because it would end up in the middle of every link', (written) => {
    expect(fault({ BASE_URL: written })).toEqual([expect.stringMatching(/^ {2}BASE_URL: must be an address such as/)]);
  });

  it('that is refused is not repeated: it may hold a password', () => {
    expect(fault({ BASE_URL: 'https://admin:mat-khau@hoc06.example' }).join()).not.toContain('mat-khau');
  });

  it.each(['0', '80', '65535'])('follows the port %s when it is not set', (PORT) => {
    expect(readEnv({ PORT }).baseUrl).toBe(PORT === '80' ? 'http://localhost' : `http://localhost:${PORT}`);
  });
});

describe('values of blanks', () => {
  it('count as not set, like empty ones', () => {
    expect(readEnv({ PORT: ' ', BASE_URL: '\t', SESSION_SECRET: '   ', SMS_PER_SECOND: ' ', DEMO: ' ' })).toEqual(readEnv({}));
  });

  it('do not shorten a secret that has blanks at its ends', () => {
    const secret = ` ${'bí mật '.repeat(5)}`;
    expect(readEnv({ SESSION_SECRET: secret }).SESSION_SECRET).toBe(secret);
  });
});

describe('secrets', () => {
  it.each([['SESSION_SECRET', 31], ['METRICS_TOKEN', 15], ['BOUNCE_TOKEN', 23], ['TELEPHONY_TOKEN', 23], ['SMS_RECEIPT_TOKEN', 23], ['ZALO_RECEIPT_TOKEN', 23]])('%s of %i characters is one too short, and not printed', (name, length) => {
    const value = 'k'.repeat(length);
    expect(fault({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^ {2}${name}: `))]);
    expect(fault({ [name]: value }).join()).not.toContain(value);
    expect(fault({ [name]: `${value}k` })).toEqual([]);
  });
});

describe('numbers at their edges', () => {
  it.each([['PORT', '65535', []], ['PORT', '65536', ['PORT']], ['PORT', 'NaN', ['PORT']], ['PORT', 'Infinity', ['PORT']], ['PORT', '３０００', ['PORT']], ['SMS_PER_SECOND', '1', []], ['SMS_PER_SECOND', '0', ['SMS_PER_SECOND']], ['SMS_PER_SECOND', '1001', ['SMS_PER_SECOND']], ...(['SMTP_PER_SECOND', 'ZALO_PER_SECOND', 'WEBHOOK_PER_SECOND'] as const).flatMap((name) => [[name, '1000', []], [name, '0', [name]]] as const)] as const)('%s=%s', (name, value, refused) => {
    expect(fault({ [name]: value }).map((line) => line.trim().split(':')[0])).toEqual(refused);
  });
});

it.each(['__proto__', 'constructor', 'toString'])('a variable named %s changes nothing', (name) => {
  expect(readEnv(Object.fromEntries([[name, 'x']]))).toEqual(readEnv({}));
});
