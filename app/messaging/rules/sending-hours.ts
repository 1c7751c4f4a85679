import { z } from 'zod';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { defineSetting } from '../../platform/settings.ts';
import { channels, type Channel } from './channels.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Between these times a phone does not ring for anything that is not urgent. E-mail waits in its box and is not on the list. */
export const quietHours = defineSetting({
  key: 'messaging.quiet-hours',
  value: z.object({ from: time, to: time, channels: z.array(z.enum(channels)) }),
  fallback: { from: '22:00', to: '07:00', channels: ['PUSH', 'SMS', 'ZALO'] as Channel[] },
  legalBasis: 'Nghị định 91/2020/NĐ-CP về giờ gửi tin nhắn quảng cáo, áp dụng tự nguyện cho tin của cơ quan (chủ quản xác nhận)',
});

/** How many messages that are not urgent a person gets in 24 hours, over all campaigns and channels. */
export const dailyCap = defineSetting({
  key: 'messaging.daily-cap',
  value: z.number().int().min(1).max(100),
  fallback: 3,
  legalBasis: 'Nghị định 91/2020/NĐ-CP về số tin nhắn mỗi 24 giờ, áp dụng tự nguyện cho tin của cơ quan (chủ quản xác nhận)',
});

/** Channels that reach a person outside the product, and so count towards the cap. */
export const personalChannels: readonly Channel[] = ['EMAIL', 'PUSH', 'SMS', 'ZALO'];

/** Why a due delivery was not sent at its moment. */
export const holdReasons = ['QUIET_HOURS', 'CAP'] as const;
export type HoldReason = (typeof holdReasons)[number];

export const capHours = 24;

/** When the quiet hours end in which the moment lies; null when it lies in none. `from` = `to` means that there are none. */
export function quietUntil(at: Instant, timeZone: string, { from, to }: { from: string; to: string }): Instant | null {
  const now = minutesOfDay(at, timeZone);
  const [begin, end] = [minutes(from), minutes(to)];
  const isQuiet = begin <= end ? now >= begin && now < end : now >= begin || now < end;
  if (!isQuiet) return null;
  const whole = `${at.slice(0, 17)}00.000Z`;
  return plusMinutes(whole, (end - now + 1_440) % 1_440);
}

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function minutesOfDay(at: Instant, timeZone: string): number {
  return minutes(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at)));
}

/**
 * Which of these deliveries are over the cap, in their order. One message counts once, however many channels it takes.
 * @param recent for each person, the messages of the last 24 hours and when each was last sent; what may go is added
 * @returns for each delivery null (may go) or the moment from which it may
 */
export function overCap(due: readonly { recipientId: string; messageId: string; isFree: boolean }[], recent: Map<string, Map<string, Instant>>, cap: number, now: Instant): (Instant | null)[] {
  return due.map(({ recipientId, messageId, isFree }) => {
    const known = recent.get(recipientId) ?? new Map<string, Instant>();
    if (isFree || known.has(messageId)) return null;
    const inOrder = [...known.values()].toSorted();
    const blocking = inOrder.at(-cap);
    if (known.size >= cap && blocking !== undefined) return plusMinutes(blocking, capHours * 60);
    known.set(messageId, now);
    recent.set(recipientId, known);
    return null;
  });
}
