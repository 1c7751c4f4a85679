import { platformMessages } from '../platform/messages.ts';
import { AppError } from '../platform/errors.ts';
import { readBody } from '../platform/http/forms.server.ts';
import { sameCode, sha256 } from '../platform/signing.server.ts';
import { bouncePost } from './forms/bounce.ts';
import { readDsn, reportOf, type BounceReport } from './rules/bounce-report.ts';

const largest = 1_000_000;

/** Throws unless the caller has the token; without a configured token the door does not exist. */
export function checkBearer(request: Request, token: string | undefined): void {
  if (!token) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (!sameCode(sha256(given), sha256(token))) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
}

/** The reports in a posted body: JSON of a provider, or the notification mail itself as message/rfc822. */
export async function readBounceReports(request: Request): Promise<BounceReport[]> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const body = Buffer.from(await readBody(request, largest));
  if (type === 'message/rfc822') return readDsn(body.toString('latin1'));
  const parsed = type === 'application/json' ? bouncePost.safeParse(parseJson(body.toString('utf8'))) : undefined;
  if (!parsed?.success) throw new AppError('invalid', platformMessages.both('form.invalid'));
  return [reportOf(parsed.data)];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
