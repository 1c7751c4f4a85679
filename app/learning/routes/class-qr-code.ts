import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { checkInBoard } from '../check-in-board.server.ts';
import { sessionParams } from '../forms/classes.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { canManageClasses } from '../policy.ts';
import { getSessionDesk } from '../queries/session-desk.server.ts';

/** The QR code of this minute, for the script of the board. */
export const loader = page({ guard: canManageClasses, params: sessionParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const desk = await getSessionDesk(context.db, actor, params, { ...moment, isDeed: true });
  const board = checkInBoard(desk, 'LIVE', moment.at, { secret: context.secret, baseUrl: context.env.baseUrl });
  if (!board) throw new AppError('conflict', classDeskMessages.both('qr.late'));
  const seconds = Math.ceil((Date.parse(board.until) - moment.now.getTime()) / 1000);
  return Response.json({ ...board.qr, code: board.code, seconds }, { headers: { 'Cache-Control': 'no-store' } });
});
