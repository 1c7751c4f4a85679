import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { canSeeClasses } from '../../people/policy.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { addAttendee } from '../commands/add-attendee.server.ts';
import { markAttendance } from '../commands/mark-attendance.server.ts';
import { AttendancePage } from '../components/attendance-page.tsx';
import type { DeskDone } from '../components/class-desk-page.tsx';
import { attendanceForm, doneQuery, sessionParams } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { getSessionDesk, type SessionDesk } from '../queries/session-desk.server.ts';
import { deskDone } from '../rules/desk-done.ts';

export const loader = page({ guard: canSeeClasses, params: sessionParams, query: doneQuery }, async ({ actor, params, query, context }) => ({
  desk: await getSessionDesk(context.db, actor, params, momentOf(portsOf(context))),
  done: deskDone(query.done),
}));

/** Everybody on the page is recorded: ticked as present, the others as absent. Or somebody is added who is not on it. */
export const action = submit({ guard: canManageClasses, params: sessionParams, form: attendanceForm }, async ({ actor, params, form, context }) => {
  const present = new Set(form.present);
  const outcome = form.staffNo !== undefined ? await addAttendee(portsOf(context), actor, params, form.staffNo) : await markAttendance(portsOf(context), actor, params, { present: form.present, absent: form.who.filter((id) => !present.has(id)), reason: form.reason, source: 'LIST' });
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form });
  return seeOther(`/admin/classes/${params.class}/sessions/${params.session}?done=marked`);
});

export const meta = titled((locale) => classDeskMessages.in(locale)('attendance'));

export default function ClassAttendance() {
  return <AttendancePage {...(useLoaderData() as unknown as { desk: SessionDesk; done: DeskDone | null })} />;
}
