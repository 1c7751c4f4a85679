import { page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { readBody } from '../../platform/http/forms.server.ts';
import { platformMessages } from '../../platform/messages.ts';
import { syncCalls } from '../commands/call-sync.server.ts';
import { syncPost } from '../forms/call.ts';
import { canTakeCalls } from '../policy.ts';

const largest = 1_000_000;

export const loader = page({ guard: canTakeCalls }, () => {
  throw new AppError('not-found', platformMessages.both('error.not-found'));
});

/** Calls as the desk's script keeps them, sent once or many times; says of each what has become of it. The body is JSON, which no form of another site can send. */
export const action = page({ guard: canTakeCalls }, async ({ actor, context, request }) => {
  if (!request.headers.get('content-type')?.startsWith('application/json')) throw new AppError('invalid', platformMessages.both('form.invalid'));
  const post = syncPost.safeParse(parse(await readBody(request, largest)));
  if (!post.success) throw new AppError('invalid', platformMessages.both('form.invalid'));
  return Response.json({ results: await syncCalls({ ...portsOf(context), secret: context.secret }, actor, post.data.records) });
});

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
