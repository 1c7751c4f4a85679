import { useLoaderData } from '@remix-run/react';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, PageHead } from '../../ui/index.ts';
import type { Actor } from '../actor.ts';
import { adminMessages } from '../messages/admin.ts';
import { canEditCourses, canImportPeople, canManagePeople, canManageUnits, canOpenAdmin, canReadAudit, canSeeClasses, canSeeOperations, canSeeReminders } from '../policy.ts';
import { page } from '../route.server.ts';

/** Every place under administration with the sentence that opens it. */
const entries = [
  { key: 'people', may: canManagePeople },
  { key: 'units', may: canManageUnits },
  { key: 'import', may: canImportPeople },
  { key: 'courses', may: canEditCourses },
  { key: 'assignments', may: canSeeReminders },
  { key: 'exemptions', may: canSeeReminders },
  { key: 'attempts', may: canSeeReminders },
  { key: 'lesson-questions', may: canEditCourses },
  { key: 'classes', may: canSeeClasses },
  { key: 'reminders', may: canSeeReminders },
  { key: 'audit', may: canReadAudit },
  { key: 'operations', may: canSeeOperations },
  { key: 'settings', may: canSeeOperations },
  { key: 'channels', may: canSeeOperations },
  { key: 'mail', may: canSeeOperations },
] as const satisfies readonly { key: string; may: (actor: Actor) => boolean }[];

export const loader = page({ guard: canOpenAdmin }, ({ actor }) => ({ open: entries.filter((entry) => entry.may(actor)).map((entry) => entry.key) }));

export const meta = titled((locale) => adminMessages.in(locale)('admin.title'));

export default function AdminPage() {
  const { open } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  return (
    <>
      <PageHead title={t('admin.title')} lead={t('admin.lead')} />
      <div className="grid-cards">
        {open.map((key) => (
          <Card key={key} title={<a className="stretched" href={`/admin/${key}`}>{t(`card.${key}`)}</a>} lead={t(`card.${key}-text`)} />
        ))}
      </div>
    </>
  );
}
