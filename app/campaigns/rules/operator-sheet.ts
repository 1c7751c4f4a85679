import { composerMessages } from '../messages/composer.ts';
import type { SheetMedium } from './media.ts';

/** What the operator of a board, of a broadcaster's crawl or of a portal or page needs. */
export interface SheetFacts {
  medium: SheetMedium;
  code: string;
  title: string;
  source: string;
  isApproved: boolean;
  isDrill: boolean;
  /** A board's pages, the one line of a crawl, or title and text of a post, as they are to be shown. */
  lines: readonly string[];
  /** How long a page stands; null for what stands. */
  seconds: number | null;
  slots: readonly { startsAt: string; station: string; unit: string | null }[];
}

const say = composerMessages.in('vi');
const line = '-'.repeat(60);

/** A board's pages, a crawl or a post as a plain text: what is shown stands between lines, to be copied as it is. */
export function operatorSheet({ medium, lines, seconds, slots, ...facts }: SheetFacts, moment: (instant: string) => string): string {
  const marks = [facts.isDrill ? say('package.drill') : '', facts.isApproved ? '' : say('package.draft')].filter(Boolean);
  const head = [
    [say('package.code'), facts.code],
    [say('package.title'), facts.title],
    [say('package.source'), facts.source],
    [say('package.medium'), say(`medium.${medium}`)],
    ...(seconds === null ? [] : [[say('package.length'), say('package.round', { pages: lines.length, seconds, total: lines.length * seconds })]]),
  ].map(([name, value]) => `${name}: ${value}`);
  const pages = lines.map((text, at) => (seconds === null ? `${line}\n${text}\n${line}` : `${say('package.page', { page: at + 1 })}\n${line}\n${text}\n${line}`));
  const times = slots.map(({ startsAt, station, unit }) => `- ${moment(startsAt)}: ${station}${unit ? ` (${unit})` : ''}`);
  const parts = [...marks, head.join('\n'), ...pages, times.length > 0 ? `${say('package.slots')}\n${times.join('\n')}` : say('package.no-slots')];
  return `${parts.join('\n\n')}\n`.replace(/\n/g, '\r\n');
}
