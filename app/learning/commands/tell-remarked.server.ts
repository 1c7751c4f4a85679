import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { plusMinutes } from '../../platform/clock.ts';
import { questionMessages as messages } from '../messages/questions.ts';
import { findReleasedVersion } from '../queries/completion.server.ts';

/** Somebody whose result rose. */
export interface RemarkedPerson {
  userId: string;
  /** The tests in which it rose. */
  titles: string[];
  /** One of them is passed now. */
  passes: boolean;
}

/** The name under which the notice holds its reader's tests. */
const testsVariable = 'bai';
const longestList = 200;
const daysInForce = 14;

/** Writes to each of these people once: those who pass now and the others get different words. No preference stops it, for it is about their own results. */
export async function tellRemarked(tx: Tx, { courseId, suspensionId, people, now }: { courseId: string; suspensionId: string; people: readonly RemarkedPerson[]; now: Instant }): Promise<void> {
  const course = await tx.selectFrom('course').select('slug').where('id', '=', courseId).executeTakeFirst();
  const title = (await findReleasedVersion(tx, courseId))?.title ?? course?.slug ?? '';
  for (const kind of ['passes', 'rises'] as const) {
    const told = people.filter(({ passes }) => passes === (kind === 'passes'));
    const [first] = told;
    if (!first) continue;
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(`notice.subject-${kind}`), body: messages.in(locale)(`notice.body-${kind}`, { tests: `{{${testsVariable}}}` }) });
    const written = await writeMessage(tx, {
      // Each part of the people is a message of its own; nobody is in two parts.
      source: { type: 'NOTICE', id: `remark:${suspensionId}:${first.userId}` },
      topic: 'TRAINING',
      isDuty: true,
      urgency: 'NORMAL',
      reason: messages.both('notice.reason'),
      content: { vi: words('vi'), en: words('en'), link: `/courses/${course?.slug ?? ''}` },
      variables: new Map(told.map(({ userId, titles }) => [userId, { [testsVariable]: listOf(title, titles) }])),
      channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
      recipients: told.map(({ userId }) => userId),
      sendAt: now,
      notAfter: plusMinutes(now, daysInForce * 1_440),
      createdBy: null,
      now,
    });
    if (!written.ok) throw new Error(`the ledger refused a notice: ${written.why}`);
  }
}

function listOf(course: string, titles: readonly string[]): string {
  const list = `${[...new Set(titles)].join(', ')} (${course})`;
  return list.length > longestList ? `${list.slice(0, longestList - 1)}…` : list;
}
