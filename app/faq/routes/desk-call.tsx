import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, PageHead, type MetaItem } from '../../ui/index.ts';
import { CallsCrumbs } from '../components/calls-crumbs.tsx';
import { callParams } from '../forms/calls.ts';
import { callMessages } from '../messages/call.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canSuperviseCalls } from '../policy.ts';
import { getCall, type CallDetail } from '../queries/calls.server.ts';

export const loader = page({ guard: canSuperviseCalls, params: callParams }, async ({ params, context }) => ({ call: await getCall(context.db, params.id) }));

export const meta = titled((locale) => callMessages.in(locale)('call.title'));

export default function CallPage() {
  const { call } = useLoaderData() as { call: CallDetail };
  const t = useText(messages);
  const c = useText(callMessages);
  const formats = useFormats();
  const title = t('call.detail', { at: formats.moment(call.startedAt) });
  const ticket = call.ticket ? <a href={`/tickets/${call.ticket.id}`}>{call.ticket.code}</a> : null;
  const facts: [string, MetaItem['detail'] | null][] = [
    [c('call.number'), call.mask ?? t('call.no-number')], [c('call.name'), call.name], [c('call.commune'), call.commune], [c('call.channel'), c(`channel.${call.channel}`)], [t('col.agent'), call.agent],
    [c('call.wrap'), call.code ? c(`wrap.${call.code}`) : t('filter.open')], [t('call.ticket'), ticket], [c('call.words'), call.question], [c('call.note'), call.note],
  ];
  return (
    <div className="stack-l">
      <PageHead title={title} breadcrumb={<CallsCrumbs here={title} fromList />} />
      <Card><Meta items={facts.filter(([, value]) => value).map(([term, detail]) => ({ term, detail }))} /></Card>
      <Card>
        <h2>{c('call.reads')}</h2>
        {call.reads.length === 0 ? <p className="muted">{c('call.reads-none')}</p> : <ul className="bullets">{call.reads.map((read) => <li key={`${read.versionId}${read.at}`}>{read.question} · {c('desk.version', { number: read.number })} · {formats.moment(read.at)}</li>)}</ul>}
      </Card>
      <p className="muted">{call.erasedAt ? t('call.erased') : t('call.erase-after', { day: formats.day(call.eraseAfter) })}</p>
      {call.mask ? <p><LinkButton variant="ghost" href={`/desk/calls/${call.id}/number`}>{t('reveal.title')}</LinkButton></p> : null}
    </div>
  );
}
