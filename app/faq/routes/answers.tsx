import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { lastDeedCount } from '../../platform/audit.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead, Pagination } from '../../ui/index.ts';
import { DeskFilterForm, DeskNone, DeskStats, DeskTable } from '../components/desk-list.tsx';
import { DeskTabs } from '../components/desk-parts.tsx';
import { Deed } from '../components/entry-parts.tsx';
import { answersPerPage, deskHref, deskQuery } from '../forms/desk-query.ts';
import { deskMessages } from '../messages/desk.ts';
import { canAppraiseAnswers, canSeeAnswerDesk, canWriteAnswers } from '../policy.ts';
import { listTopics } from '../queries/desk-entry.server.ts';
import { countDesk, countLoaded, filterDesk, listDesk } from '../queries/desk-list.server.ts';

export const loader = page({ guard: canSeeAnswerDesk, query: deskQuery }, async ({ actor, query, context }) => {
  const all = await listDesk(context.db, momentOf(portsOf(context)));
  const found = filterDesk(all, query);
  const rows = found.slice((query.page - 1) * answersPerPage, query.page * answersPerPage);
  return { rows, found: found.length, counts: countDesk(all), loaded: await countLoaded(context.db), topics: await listTopics(context.db), handedIn: query.done === 'handed-in-all' ? await lastDeedCount(context.db, actor.id, 'answer.submit') : 0, query, canWrite: canWriteAnswers(actor), canAppraise: canAppraiseAnswers(actor) };
});

export const meta = titled((locale) => deskMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function DeskPage() {
  const { rows, found, counts, loaded, topics, handedIn, query, canWrite, canAppraise } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  const formats = useFormats();
  const waiting = counts.states.SUBMITTED ?? 0;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} actions={<>{canWrite ? <LinkButton href="/answers/new" icon="plus">{t('new')}</LinkButton> : null}<LinkButton variant="ghost" href={deskHref({ ...query, page: 1 }, '/answers/export')} icon="download">{t('export')}</LinkButton></>} />
      <DeskTabs current="list" canWrite={canWrite} />
      {handedIn > 0 ? <Notice tone="ok">{t('handed-in-all', { count: formats.number(handedIn) })}</Notice> : null}
      {canAppraise && waiting > 0 ? <Notice tone="warn" live={false} action={<LinkButton variant="ghost" href="/answers/appraisal">{t('appraise-first')}</LinkButton>}>{t('to-appraise', { count: formats.number(waiting) })}</Notice> : null}
      {canWrite && loaded > 0 ? <Notice live={false} action={<Deed to="/answers/submissions" label={t('loaded-button')} fields={query.topic ? { topic: query.topic } : {}} />}>{t('loaded', { count: formats.number(loaded) })}</Notice> : null}
      <DeskStats counts={counts} />
      <div className="stack">
        <DeskFilterForm query={query} topics={topics} />
        <p className="muted">{t('count', { count: formats.number(found) })}</p>
        {rows.length === 0 ? <DeskNone query={query} /> : <DeskTable rows={rows} topics={topics} />}
        <Pagination label={t('pages')} page={query.page} pages={Math.ceil(found / answersPerPage)} href={(page) => deskHref({ ...query, page })} previous={t('previous')} next={t('next')} pageLabel={(page) => t('page', { page })} />
      </div>
    </div>
  );
}
