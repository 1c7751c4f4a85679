import { composerMessages } from '../messages/composer.ts';

/** What a bulletin's text needs of its package. */
export interface BulletinFacts {
  code: string;
  title: string;
  source: string;
  isApproved: boolean;
  isDrill: boolean;
  priority: { name: string };
  informationType: { name: string };
  seconds: number;
  text: string;
  variants: readonly { language: string; text: string }[];
  slots: readonly { startsAt: string; station: string; unit: string | null }[];
}

const say = composerMessages.in('vi');
const line = '-'.repeat(60);

/** A bulletin as a plain text for whoever reads it into a microphone or types it into another system. */
export function bulletinText(facts: BulletinFacts, moment: (instant: string) => string): string {
  const marks = [facts.isDrill ? say('package.drill') : '', facts.isApproved ? '' : say('package.draft')].filter(Boolean);
  const head = [
    [say('package.code'), facts.code],
    [say('package.title'), facts.title],
    [say('package.source'), facts.source],
    [say('bulletin.priority'), facts.priority.name],
    [say('bulletin.type'), facts.informationType.name],
    [say('package.length'), say('bulletin.seconds', { seconds: facts.seconds })],
  ].map(([name, value]) => `${name}: ${value}`);
  const slots = facts.slots.map(({ startsAt, station, unit }) => `- ${moment(startsAt)}: ${station}${unit ? ` (${unit})` : ''}`);
  const parts = [
    ...marks,
    head.join('\n'),
    `${line}\n${facts.text}\n${line}`,
    ...facts.variants.map(({ language, text }) => `${language}\n${line}\n${text}\n${line}`),
    slots.length > 0 ? `${say('package.slots')}\n${slots.join('\n')}` : say('package.no-slots'),
  ];
  return `${parts.join('\n\n')}\n`.replace(/\n/g, '\r\n');
}
