import type { Instant } from '../platform/clock.ts';
import { checkInToken, typedCode } from './check-in-token.server.ts';
import { qrDrawing, type QrDrawing } from './qr-drawing.server.ts';
import type { SessionDesk } from './queries/session-desk.server.ts';

/** What the wall of a room shows now: the QR code and the code to type. @returns null outside the time of checking in */
export function checkInBoard(desk: SessionDesk, kind: 'LIVE' | 'CODE', at: Instant, { secret, baseUrl }: { secret: string; baseUrl: string }): { qr: QrDrawing; code: string; until: Instant } | null {
  if (desk.bar !== null || desk.checkIn !== 'OPEN') return null;
  const { token, until } = checkInToken(secret, kind, at, desk.session.id);
  return { qr: qrDrawing(`${baseUrl}/check-in/${desk.session.id}/${token}`), code: typedCode(secret, desk.session.id, at), until };
}
