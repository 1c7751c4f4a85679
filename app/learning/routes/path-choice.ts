import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { choosePath } from '../commands/choose-path.server.ts';
import { choiceForm } from '../forms/paths.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/paths'));

/** A learner chooses a path for herself, or gives hers up. */
export const action = submit({ guard: 'signed-in', form: choiceForm }, async ({ actor, form, context }) => {
  await choosePath(context.db, actor.id, form.path || null, context.clock.now().toISOString());
  return seeOther(`/paths?done=${form.path ? 'chosen' : 'given-up'}`);
});
