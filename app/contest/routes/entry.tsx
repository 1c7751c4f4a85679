import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Notice, PageHead, TaskList } from '../../ui/index.ts';
import { ClosedNotice, EntryCrumbs, EntryTag, SecretNotice, stepHref } from '../components/entry-parts.tsx';
import { ScreeningLink } from '../components/judging-links.tsx';
import { entryParams } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { receiptsOf, withdrawalsOf } from '../queries/entry-files.server.ts';
import { entryHead, type EntryHead } from '../queries/entry-page.server.ts';
import { entrySteps } from '../rules/entry-parts.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context }) => {
  const entry = await entryHead(context.db, actor, params.id, momentOf(portsOf(context)).at);
  return { entry, receipts: await receiptsOf(context.db, params.id), withdrawals: await withdrawalsOf(context.db, params.id) };
});

export const meta = titled((locale) => messages.in(locale)('page.overview'));

export default function EntryPage() {
  const { entry, receipts, withdrawals } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={entry.title || t('untitled')} eyebrow={`${entry.number} · ${entry.contest.title}`} lead={entry.close ? t('page.close', { close: formats.second(entry.close) }) : undefined} tags={<EntryTag state={entry.state} version={entry.version} />} breadcrumb={<EntryCrumbs entry={entry} />} actions={entry.isOpen ? <NextStep entry={entry} /> : undefined} />
      <ClosedNotice entry={entry} />
      {entry.state === 'CHANGED' ? <Notice tone="warn" live={false}>{t('page.changed')}</Notice> : null}
      {entry.state === 'WITHDRAWN' && entry.withdrawnAt ? <Notice live={false}>{t(entry.isOpen ? 'page.withdrawn' : entry.withdrawalReason === null ? 'page.withdrawn-final' : 'page.withdrawn-asked', { time: formats.second(entry.withdrawnAt), reason: entry.withdrawalReason ?? '' })}</Notice> : null}
      <SecretNotice marks={entry.marks} />
      <Steps entry={entry} />
      <Card title={t('page.receipts')} id="receipts" footer={entry.isLead && entry.canWithdraw ? <LinkButton variant="ghost" href={`/contests/entries/${entry.id}/withdrawal`}>{t('page.withdraw')}</LinkButton> : undefined}>
        {receipts.length === 0 ? <p className="muted">{t('page.receipts-none')}</p> : <ul className="bullets">{receipts.map(({ version, at }) => <li key={version}><a href={`/contests/entries/${entry.id}/receipt/${version}`}>{t('page.receipt', { version })}</a><span className="muted">, {formats.second(at)}</span></li>)}{withdrawals.map(({ id, at }) => <li key={id}><a href={`/contests/entries/${entry.id}/withdrawals/${id}`}>{t('page.withdrawal')}</a><span className="muted">, {formats.second(at)}</span></li>)}</ul>}
      </Card>
      {receipts.length > 0 ? <div className="row"><ScreeningLink entryId={entry.id} /></div> : null}
    </div>
  );
}

/** The one thing to do now: the first part that is not written, then handing in. */
function NextStep({ entry }: { entry: EntryHead }) {
  const t = useText(messages);
  const next = entry.missing[0]?.step ?? (entry.done.includes('check') ? null : 'check');
  if (next === null) return null;
  return <LinkButton iconAfter="arrow-right" href={stepHref(entry.id, next)}>{next === 'check' ? t('step.check') : t('page.continue', { step: t(`step.${next}`) })}</LinkButton>;
}

function Steps({ entry }: { entry: EntryHead }) {
  const t = useText(messages);
  const items = entrySteps.map((step) => {
    const status = entry.done.includes(step) ? ('done' as const) : ('todo' as const);
    const own = step === 'check' ? { statusLabel: t(entry.state === 'CHANGED' ? 'task.again-check' : `task.${status}-check`) } : step === 'files' && status === 'todo' ? { statusLabel: t('task.todo-files') } : {};
    return { id: step, title: t(`step.${step}`), href: stepHref(entry.id, step), status, ...own };
  });
  return <Card title={t('page.steps')} id="steps"><TaskList items={items} label={t('steps.label')} statusLabels={{ done: t('task.done'), todo: t('task.todo'), doing: t('task.doing'), locked: t('task.locked') }} /></Card>;
}
