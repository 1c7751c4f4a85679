import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { firstFault, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { checkInToken, tokenHolds } from '../check-in-token.server.ts';
import { checkIn } from '../commands/check-in.server.ts';
import { CheckInPage, type CheckInView } from '../components/check-in-page.tsx';
import { checkInParams, ticketForm } from '../forms/classes.ts';
import { classMessages } from '../messages/classes.ts';
import { findCheckIn } from '../queries/check-in.server.ts';

/** The page behind the QR code. Opening it writes nothing; it hands out a ticket of ten minutes, so that the picture may turn meanwhile. */
export const loader = page({ guard: 'signed-in', params: checkInParams }, async ({ actor, params, context }): Promise<CheckInView> => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  const found = await findCheckIn(context.db, actor.id, params.session, { at, today, timeZone: ports.timeZone });
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const holds = tokenHolds(context.secret, params.token, at, ['LIVE', 'CODE'], params.session);
  const bar = found.isPresent ? null : (found.bar ?? (holds ? null : classMessages.both('check-in.expired')));
  return { found, bar, ticket: bar || found.isPresent ? null : checkInToken(context.secret, 'TICKET', at, params.session, actor.id).token };
});

export const action = submit({ guard: 'signed-in', params: checkInParams, form: ticketForm }, async ({ actor, params, form, context }) => {
  const ports = portsOf(context);
  if (!tokenHolds(context.secret, form.ticket, momentOf(ports).at, ['TICKET'], params.session, actor.id)) return data(refuseForm({ form: classMessages.both('check-in.expired') }, {}), { status: 409 });
  const outcome = await checkIn(ports, actor, params.session);
  if (!outcome.ok) return data(refuseForm({ form: firstFault(outcome) }, {}), { status: 409 });
  return seeOther(`/classes/${outcome.classId}?done=${outcome.isNew ? 'present' : 'already'}`);
});

export const meta = titled((locale) => classMessages.in(locale)('check-in'));
export const handle = { layout: 'narrow' };

export default function CheckInRoute() {
  return <CheckInPage view={useLoaderData() as unknown as CheckInView} />;
}
