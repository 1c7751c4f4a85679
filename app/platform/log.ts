import pino from 'pino';

export type Log = pino.Logger;

/** Structured log on standard output; credentials and personal fields are removed before writing. */
export function createLog(level: string, name = 'web'): Log {
  return pino({
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', 'email', '*.email', 'phone', '*.phone'], censor: '[removed]' },
  });
}
