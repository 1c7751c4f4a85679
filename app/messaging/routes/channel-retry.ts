import { portsOf } from '../../people/index.server.ts';
import { canSeeOperations } from '../../people/policy.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { retryFailed } from '../commands/pause-channel.server.ts';
import { retryForm } from '../forms/inbox.ts';

export const loader = page({ guard: canSeeOperations }, () => seeOther('/admin/channels'));

/** Sends what has failed for one reason once more. */
export const action = submit({ guard: canSeeOperations, form: retryForm }, async ({ actor, form, context }) => seeOther(`/admin/channels?retried=${await retryFailed(portsOf(context), actor, form)}`));
