import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { importLimits, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm, refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { markAttendance } from '../commands/mark-attendance.server.ts';
import { AttendanceFilePage } from '../components/attendance-file-page.tsx';
import { fileForm, sessionParams } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { marksOfFile, readAttendanceFile, readAttendanceList, type AttendanceFile } from '../queries/attendance-file.server.ts';
import { getSessionDesk, type SessionDesk } from '../queries/session-desk.server.ts';

export const loader = page({ guard: canManageClasses, params: sessionParams }, async ({ actor, params, context }) => ({ desk: await getSessionDesk(context.db, actor, params, { ...momentOf(portsOf(context)), isDeed: true }) }));

/** Room for the form around the file. */
const formRoom = 20_000;

/** Looks at a file and says what it would do, writing nothing; what was looked at and confirmed is recorded. */
export const action = submit({ guard: canManageClasses, params: sessionParams, form: fileForm, limit: importLimits.bytes + formRoom }, async ({ actor, params, form: { file, list, reason }, context }) => {
  const ports = portsOf(context);
  const desk = await getSessionDesk(context.db, actor, params, { ...momentOf(ports), isDeed: true });
  if (list !== undefined) {
    const read = await readAttendanceList(context.db, desk, list);
    const outcome = await markAttendance(ports, actor, params, { ...marksOfFile(desk, read), reason, source: 'FILE' });
    if (!outcome.ok) return data({ ...refuseForm(outcome.faults, { reason }), read }, { status: 'form' in outcome.faults ? 409 : 422 });
    return seeOther(`/admin/classes/${params.class}/sessions/${params.session}?done=filed`);
  }
  if (!file || file.size === 0) return refusedForm({ file: classDeskMessages.both('file.missing') }, {});
  const looked = await readAttendanceFile(context.db, desk, { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) });
  if (!looked.ok) return refusedForm({ file: looked.say }, {});
  return data({ ok: true as const, read: looked.read });
});

export const meta = titled((locale) => classDeskMessages.in(locale)('file'));

export default function ClassFile() {
  const { desk } = useLoaderData() as unknown as { desk: SessionDesk };
  const answer = useActionData() as { read?: AttendanceFile } | undefined;
  return <AttendanceFilePage desk={desk} read={answer?.read ?? null} />;
}
