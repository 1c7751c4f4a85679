import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { reminderMessages as messages } from '../messages/reminders.ts';
import { canRemindPeople } from '../policy.ts';
import { getCurrentCourse } from '../queries/course-page.server.ts';
import { groupCandidates, listCandidates } from '../queries/hand-reminders.server.ts';
import { readReminderRules } from '../queries/reminder-rules.server.ts';
import { manualStep } from '../rules/reminders.ts';
import { writeReminders } from './write-reminders.server.ts';

/**
 * Reminds chosen people of a course by hand: those who can be reminded today get it at once, the others are left out and counted.
 * @throws AppError forbidden without the right; not-found when one of them is outside the actor's authority, and then nobody is reminded
 */
export async function remindSelected(ports: Ports, actor: Actor, { course: slug, who: chosen }: { course: string; who: readonly string[] }): Promise<Outcome<{ sent: number; skipped: number }>> {
  if (!canRemindPeople(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const who = [...new Set(chosen)];
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const course = await getCurrentCourse(tx, slug);
    const candidates = await listCandidates(tx, actor, { courseId: course.courseId, who, today });
    const policy = (await readReminderRules(tx)).policyOn(today);
    let sent = 0;
    for (const { dueOn, isMandatory, people } of groupCandidates(candidates)) {
      const reached = await writeReminders(tx, {
        course: { id: course.courseId, title: course.title, slug: course.slug },
        step: manualStep(today),
        day: today,
        dueOn,
        isMandatory,
        people: people.map(({ id, enrollmentId }) => ({ userId: id, enrollmentId: enrollmentId ?? '' })),
        by: actor,
        policy,
        now: at,
        timeZone: ports.timeZone,
      });
      sent += reached.length;
    }
    if (sent === 0) return refuse('form', messages.both('hand.nobody'));
    await recordAudit(tx, { at, actor, action: 'reminder.send', objectType: 'course', objectId: course.courseId, details: { slug: course.slug, count: sent, skipped: who.length - sent } });
    return { ok: true, sent, skipped: who.length - sent };
  });
}
