import { z } from 'zod';
import { preferencesHeader } from '../../platform/http/preferences.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { savePreferences } from '../commands/save-preferences.server.ts';
import { page, submit } from '../route.server.ts';
import { safeNext } from '../rules/session-rules.ts';

const form = z.object({ locale: z.enum(['vi', 'en']).optional(), theme: z.enum(['system', 'light', 'dark']).optional(), back: z.string().optional() });

export const loader = page({ guard: 'public' }, () => seeOther('/'));

/** Language and theme: kept with the account, and in a cookie for pages without sign-in. */
export const action = submit({ guard: 'public', form }, async ({ actor, form, context }) => {
  const reader = { locale: form.locale ?? context.reader.locale, theme: form.theme ?? context.reader.theme };
  if (actor) await savePreferences(context.db, actor.id, reader);
  return seeOther(safeNext(form.back), { 'Set-Cookie': preferencesHeader(reader, context.env.baseUrl.startsWith('https:')) });
});
