import type { Actor } from '../../people/actor.ts';
import { momentOf, recordExport, type Ports } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Sheet, SheetFormat } from '../../platform/sheets/sheet.ts';
import type { ContestList } from '../forms/contest-list.ts';
import { exportMessages } from '../messages/exports.ts';
import { mayTakeList } from '../policy.ts';
import { readContestList } from '../queries/contest-lists.server.ts';

/** A list of a contest as a table for a file; one by which people can be known is written down before its first row leaves. @throws AppError forbidden, not-found, conflict */
export async function exportContestList(ports: Ports, actor: Actor, { contest, list }: { contest: string; list: ContestList }, { locale, format }: { locale: Locale; format: SheetFormat }): Promise<Sheet> {
  if (!mayTakeList(actor, list)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { columns, rows, namesPeople } = await readContestList(ports.db, actor, list, { contest, locale, today: momentOf(ports).today });
  if (namesPeople) await recordExport(ports, actor, `contest-${list}`, { rows: rows.length, format, contest });
  const t = exportMessages.in(locale);
  return { name: t(`list.${list}`), columns: columns.map(([head, kind]) => ({ head: t(head), kind })), batches: [rows], timeZone: ports.timeZone, locale };
}
