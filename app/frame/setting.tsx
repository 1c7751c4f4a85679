import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, portsOf } from '../people/index.server.ts';
import { canSeeOperations } from '../people/policy.ts';
import { page, submit } from '../people/route.server.ts';
import { dayField } from '../platform/http/day-field.ts';
import { refusedForm } from '../platform/http/forms.server.ts';
import { inBoth } from '../platform/http/in-both.ts';
import { seeOther } from '../platform/http/route.server.ts';
import { titled } from '../platform/i18n/titled.ts';
import { normaliseLine } from '../platform/text/normalise.ts';
import { changeSetting, getSettingPage, type SettingPage } from './settings-list.server.ts';
import { settingsMessages as messages } from './settings-messages.ts';
import { SettingForm } from './settings-pages.tsx';

const params = z.object({ key: z.string().max(60) });
/** The names of a setting's parts are its own, so they come along as they are; the command holds them against its shape. */
const form = z.looseObject({
  mark: z.string().max(40).default(''),
  value: z.string().max(4_000, inBoth(messages.both('fault.long'))).optional(),
  from: z.string().default('').pipe(dayField(inBoth(messages.both('fault.day')))),
  legalBasis: z.string().default('').transform(normaliseLine).pipe(z.string().min(5, inBoth(messages.both('fault.basis'))).max(300, inBoth(messages.both('fault.basis')))),
});

export const loader = page({ guard: canSeeOperations, params }, ({ params, context }) => getSettingPage(context.db, params.key, momentOf(portsOf(context)).today));

export const action = submit({ guard: canSeeOperations, params, form }, async ({ actor, params, form, context }) => {
  const { mark, from, legalBasis, value } = form;
  const outcome = await changeSetting(portsOf(context), actor, { key: params.key, mark, from, legalBasis, value: value ?? form });
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther('/admin/settings?done=set');
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function SettingRoute() {
  return <SettingForm setting={useLoaderData() as unknown as SettingPage} />;
}
