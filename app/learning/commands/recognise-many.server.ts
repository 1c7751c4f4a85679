import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { recognitionMessages as messages } from '../messages/recognition.ts';
import { canAssign } from '../policy.ts';
import { checkRecognitions, missingColumns, type RecognitionTable } from '../queries/recognition-file.server.ts';
import type { RecognitionColumns } from '../rules/recognition-columns.ts';
import { writeExemption } from './grant-exemption.server.ts';

/**
 * Recognises every certificate of a list that fits, from today to its last day, each with a row in the log. The list is judged anew at this moment: what has been recognised meanwhile,
 * by this very form as well, is left alone.
 * @returns how many were recognised
 * @throws AppError forbidden without the right; invalid when a needed column is not named
 */
export async function recogniseMany(ports: Ports, actor: Actor, table: RecognitionTable, columns: RecognitionColumns): Promise<number> {
  if (!canAssign(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  if (missingColumns(columns).length > 0) throw new AppError('invalid', messages.both('fault.rows'));
  const { at, today } = momentOf(ports);
  const byList = messages.in('vi')('reason', { day: defineFormats('vi', ports.timeZone).day(today) });
  return ports.db.transaction().execute(async (tx) => {
    const { fresh } = await checkRecognitions(tx, actor, table, columns, today);
    let written = 0;
    for (const { person, course, number, issuer, issuedOn, lastDay, reason } of fresh) {
      const given = { id: newId(), userId: person.id, courseId: course.id, kind: 'RECOGNISED' as const, reason: reason ?? byList, validFrom: today, lastDay, number, issuer, issuedOn };
      if (await writeExemption(tx, actor, given, { person, course, source: 'FILE' }, { at, today })) written += 1;
    }
    return written;
  });
}
