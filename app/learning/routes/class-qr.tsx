import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { checkInBoard } from '../check-in-board.server.ts';
import { ClassQrPage, type QrView } from '../components/class-qr-page.tsx';
import { sessionParams } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { getSessionDesk } from '../queries/session-desk.server.ts';
import { checkInFrom } from '../rules/course-run.ts';

export const loader = page({ guard: canManageClasses, params: sessionParams }, async ({ actor, params, context }): Promise<QrView> => {
  const moment = momentOf(portsOf(context));
  const desk = await getSessionDesk(context.db, actor, params, { ...moment, isDeed: true });
  const shown = checkInBoard(desk, 'CODE', moment.at, { secret: context.secret, baseUrl: context.env.baseUrl });
  return { desk, shown, opensAt: checkInFrom(desk.session, desk.checkInMinutes) };
});

export const meta = titled((locale) => classDeskMessages.in(locale)('qr'));
export const handle = { script: true };

export default function ClassQr() {
  return <ClassQrPage view={useLoaderData() as unknown as QrView} />;
}
