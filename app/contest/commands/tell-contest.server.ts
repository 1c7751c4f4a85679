import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { contestReminders as messages } from '../messages/reminders.ts';
import { listEntrants } from '../queries/entrants.server.ts';
import { contestZone } from '../rules/zone.ts';
import { writeNotice } from './write-notice.server.ts';

interface Told {
  contest: { id: string; slug: string; title: string };
  at: Instant;
  by: string;
}

/** Tells everybody who stands behind an entry of a contest, draft or handed in, that there is more time. */
export async function tellExtended(tx: Tx, { contest, at, by }: Told, extension: { id: string; minutes: number; until: Instant }): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('extended.subject'), body: messages.in(locale)('extended.body', { contest: '{{cuoc_thi}}', minutes: extension.minutes, until: defineFormats(locale, contestZone).second(extension.until) }) });
  await writeNotice(tx, { id: `contest-extension:${extension.id}`, recipients: await listEntrants(tx, contest.id), words, reason: messages.both('entrant.reason'), link: `/contests/${contest.slug}`, at, by, variables: { cuoc_thi: contest.title } });
}

/** The same of a further version of the rules. */
export async function tellRules(tx: Tx, { contest, at, by }: Told, rules: { id: string; version: number }): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('rules.subject'), body: messages.in(locale)('rules.body', { contest: '{{cuoc_thi}}', version: rules.version }) });
  await writeNotice(tx, { id: `contest-rules:${rules.id}`, recipients: await listEntrants(tx, contest.id), words, reason: messages.both('entrant.reason'), link: `/contests/${contest.slug}/rules`, at, by, variables: { cuoc_thi: contest.title } });
}
