import { z } from 'zod';
import { faultsOfChannels } from './channel-env.ts';
import { faultsOfMail, mailAddressOf } from './mail-env.ts';

const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1');

/** Calls that a provider allows a second. */
const perSecond = z.coerce.number().int().min(1).max(1_000);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: z.url({ protocol: /^https?$/ }).refine(isOrigin, 'must be an address such as https://hoc06.example, with nothing behind the host and port').optional(),
  DATA_DIR: z.string().min(1).default('data'),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  TZ_DISPLAY: z.string().refine(isTimeZone, 'is not a time zone').default('Asia/Ho_Chi_Minh'),
  TRUST_PROXY: flag,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  JOBS: z.enum(['embedded', 'external']).default('embedded'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be an address such as redis://127.0.0.1:6379' }).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  DEMO: flag,
  /** Whether a start stores what is new in `content/`, or only `npm run content:publish` does. */
  CONTENT: z.enum(['auto', 'manual']).default('auto'),
  SMTP_URL: z.string().max(500).optional(),
  SMTP_PER_SECOND: perSecond.optional(),
  SMTP_IN_DOUBT: z.coerce.number().int().min(1).max(8).default(1),
  MAIL_FROM: z.string().max(300).refine((text) => mailAddressOf(text) !== null, 'is neither an address nor a name with an address in angle brackets').optional(),
  UNSUBSCRIBE_MAILTO: z.email().optional(),
  DKIM_DOMAIN: z.string().regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain in lower case').optional(),
  DKIM_SELECTOR: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'is not a selector').optional(),
  DKIM_KEY_FILE: z.string().min(1).optional(),
  CLAMAV_HOST: z.string().regex(/^[\w.:-]{1,253}$/, 'is not a host').optional(),
  CLAMAV_PORT: z.coerce.number().int().min(1).max(65535).default(3310),
  BOUNCE_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  SMS_RECEIPT_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  ZALO_RECEIPT_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  TELEPHONY_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  SMS_URL: z.string().max(500).optional(),
  SMS_TOKEN: z.string().regex(/^[\x21-\x7e]+$/, 'may hold no spaces').optional(),
  SMS_BRANDNAME: z.string().regex(/^[\w .-]{1,11}$/, 'is not a name of at most 11 letters').optional(),
  SMS_PER_SECOND: perSecond.default(10),
  ZALO_URL: z.string().max(500).optional(),
  ZALO_TOKEN: z.string().regex(/^[\x21-\x7e]+$/, 'may hold no spaces').optional(),
  ZALO_PER_SECOND: perSecond.optional(),
  VNEID_PACKAGES: flag,
  WEBHOOK_URL: z.string().max(500).optional(),
  WEBHOOK_SECRET: z.string().min(24, 'must have at least 24 characters').optional(),
  WEBHOOK_PER_SECOND: perSecond.optional(),
  PUSH: z.enum(['on', 'off']).optional(),
  VAPID_PUBLIC_KEY: z.string().regex(/^B[\w-]{86}$/, 'is not a public key of 65 bytes in base64url').optional(),
  VAPID_PRIVATE_KEY: z.string().regex(/^[\w-]{43}$/, 'is not a private key of 32 bytes in base64url').optional(),
  VAPID_SUBJECT: z.string().regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s/]+\S*)$/, 'is neither a mailto: nor an https address').optional(),
  PUSH_SERVICES: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(,[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,})*$/, 'is not a list of host names with commas between them').optional(),
});

/** Everything that differs between places, parsed once at start. */
export type Env = z.infer<typeof schema> & { baseUrl: string };

/**
 * Reads the environment.
 * @throws Error with one line per wrong variable, fit to be printed as it is.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const known = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, source[key]?.trim() ? source[key] : undefined]));
  const parsed = schema.safeParse(known);
  const faults = [...(parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []), ...faultsOfMail(known), ...faultsOfChannels(known)];
  if (!parsed.success || faults.length > 0) throw new Error(`The environment is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  const env = parsed.data;
  return { ...env, baseUrl: new URL(env.BASE_URL ?? `http://localhost:${env.PORT}`).origin };
}

/** The pages stand at the root of their host, and what is behind it would end up in the middle of every link. */
function isOrigin(address: string): boolean {
  return !URL.canParse(address) || new URL(address).href === `${new URL(address).origin}/`;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
