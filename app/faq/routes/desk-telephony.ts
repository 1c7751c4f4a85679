import { checkBearer } from '../../messaging/index.server.ts';
import { page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { readBody } from '../../platform/http/forms.server.ts';
import { platformMessages } from '../../platform/messages.ts';
import { recordTelephonyEvent } from '../commands/call-telephony.server.ts';
import { telephonyEvent } from '../forms/telephony.ts';

const largest = 10_000;
const statuses = { NOTED: 200, ALREADY: 200, OTHER_WORDS: 409, STALE: 409 } as const;

export const loader = page({ guard: 'public' }, () => {
  throw new AppError('not-found', platformMessages.both('error.not-found'));
});

/** For the telephone system. The bearer token is the guard. */
export const action = page({ guard: 'public' }, async ({ context, request }) => {
  checkBearer(request, context.env.TELEPHONY_TOKEN);
  const event = telephonyEvent.safeParse(parse(await readBody(request, largest)));
  if (!event.success) throw new AppError('invalid', platformMessages.both('form.invalid'));
  const effect = await recordTelephonyEvent({ ...portsOf(context), secret: context.secret }, event.data);
  return Response.json({ effect }, { status: statuses[effect] });
});

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
