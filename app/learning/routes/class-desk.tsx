import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { canSeeClasses } from '../../people/policy.ts';
import { titled } from '../../platform/i18n/titled.ts';
import type { ClassRow } from '../class-rows.server.ts';
import { ClassDeskPage } from '../components/class-desk-page.tsx';
import { deskQuery } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { listManagedClasses } from '../queries/managed-class.server.ts';

export const loader = page({ guard: canSeeClasses, query: deskQuery }, async ({ actor, query, context }) => {
  const tab = query.tab ?? 'ahead';
  return { tab, unit: query.unit, classes: await listManagedClasses(context.db, actor, { tab, unit: query.unit }, momentOf(portsOf(context))), mayAdd: canManageClasses(actor) };
});

export const meta = titled((locale) => classDeskMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function ClassDesk() {
  return <ClassDeskPage {...(useLoaderData() as unknown as { classes: ClassRow[]; tab: 'ahead' | 'past'; unit?: string; mayAdd: boolean })} />;
}
