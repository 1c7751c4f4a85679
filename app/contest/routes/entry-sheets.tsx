import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { PairCard, SheetCards } from '../components/sheet-words.tsx';
import { decisionParams } from '../forms/results.ts';
import { decisionMessages } from '../messages/decisions.ts';
import { judgeNoteMessages as messages } from '../messages/judge-notes.ts';
import { canReadPairs } from '../policy.ts';
import { readEntrySheets, type EntrySheets } from '../queries/sheet-words.server.ts';

export const loader = page({ guard: canReadPairs, params: decisionParams }, ({ actor, params, context }) => readEntrySheets(context.db, actor, params.contest, params.entry));

export const meta = titled((locale) => messages.in(locale)('sheets.link'));

export default function EntrySheetsPage() {
  const { contest, number, criteria, sheets, pairs } = useLoaderData() as unknown as EntrySheets;
  const t = useText(messages);
  const decisions = useText(decisionMessages)('decisions.title');
  const title = t('sheets.title', { number });
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('sheets.lead')} breadcrumb={<DeskCrumbs contest={contest} between={{ label: decisions, href: `/contest-desk/${contest.id}/decisions` }} here={title} />} />
      <SheetCards criteria={criteria} sheets={sheets} />
      {pairs.length > 0 ? <PairCard pairs={pairs} /> : null}
    </div>
  );
}
