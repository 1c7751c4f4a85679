import { portsOf } from '../../people/index.server.ts';
import { canSeeOperations } from '../../people/policy.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { resumeChannel } from '../commands/pause-channel.server.ts';
import { resumeForm } from '../forms/inbox.ts';

export const loader = page({ guard: canSeeOperations }, () => seeOther('/admin/channels'));

/** Lets a channel go on. */
export const action = submit({ guard: canSeeOperations, form: resumeForm }, async ({ actor, form, context }) => {
  await resumeChannel(portsOf(context), actor, form.channel);
  return seeOther('/admin/channels');
});
