import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { resumeChannel } from '../commands/pause-channel.server.ts';
import { resumeForm } from '../forms/inbox.ts';
import { canSteerChannels } from '../policy.ts';

export const loader = page({ guard: canSteerChannels }, () => seeOther('/admin/channels'));

/** Lets a channel go on. */
export const action = submit({ guard: canSteerChannels, form: resumeForm }, async ({ actor, form, context }) => {
  await resumeChannel(portsOf(context), actor, form.channel);
  return seeOther(`/admin/channels?done=resumed&channel=${form.channel}`);
});
