import { useLoaderData } from '@remix-run/react';
import { Faults, useFaults } from '../../people/index.ts';
import { portsOf } from '../../people/index.server.ts';
import { canSeeOperations } from '../../people/policy.ts';
import { page, submit } from '../../people/route.server.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Notice, PageHead, Select, TextInput } from '../../ui/index.ts';
import { pauseChannel } from '../commands/pause-channel.server.ts';
import { channelLimits, configuredChannels, mailsInDoubt } from '../channels/configured.server.ts';
import { ChannelTable, FailureTable, type ChannelSetUp } from '../components/channel-desk.tsx';
import { MailReports } from '../components/mail-reports.tsx';
import { titledMail } from '../components/titled-mail.ts';
import { channelForm, deskQuery } from '../forms/inbox.ts';
import { inboxMessages as messages } from '../messages/inbox.ts';
import { canSteerChannels } from '../policy.ts';
import { deskDone, readChannelDesk, type DeskDone } from '../queries/channel-desk.server.ts';
import { listMailReports } from '../queries/mail-reports.server.ts';
import { channels } from '../rules/channels.ts';
import { retriedNow } from '../rules/retried-now.ts';

// Reports name people and their addresses: they are for administrators, as is sending again what has failed.
export const loader = page({ guard: canSteerChannels, query: deskQuery }, async ({ actor, query, context }) => {
  const isAdmin = canSeeOperations(actor);
  const setUp = { offered: configuredChannels(context.env), limits: channelLimits(context.env), inDoubt: mailsInDoubt(context.env) };
  return { isAdmin, ...setUp, done: await deskDone(context.db, actor.id, query), retried: retriedNow(query.retried, await lastDeed(context.db, { actorId: actor.id })), ...(await readChannelDesk(context.db, context.clock.now().toISOString())), mailReports: isAdmin ? await listMailReports(context.db) : null };
});

export const action = submit({ guard: canSteerChannels, form: channelForm }, async ({ actor, form, context }) => {
  await pauseChannel(portsOf(context), actor, form);
  return seeOther(`/admin/channels?done=paused&channel=${form.channel}`);
});

export const meta = titledMail((locale) => messages.in(locale)('desk.title'));
export const handle = { layout: 'wide' };

interface Loaded extends Awaited<ReturnType<typeof readChannelDesk>>, ChannelSetUp {
  isAdmin: boolean;
  inDoubt: number | null;
  done: DeskDone | null;
  retried: number | null;
  mailReports: Awaited<ReturnType<typeof listMailReports>> | null;
}

export default function ChannelsPage() {
  const { rows, failures, offered, limits, inDoubt, done, retried, mailReports, isAdmin } = useLoaderData() as unknown as Loaded;
  const above = isAdmin ? { label: 'desk.admin', href: '/admin' } as const : { label: 'desk.campaigns', href: '/campaigns' } as const;
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('desk.title')} lead={t('desk.lead')} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t(above.label), href: above.href }, { label: t('desk.title') }]} />} />
      {done ? <Notice tone="ok" focused>{t(`desk.was-${done.done}`, { channel: t(`channel.${done.channel}`) })}</Notice> : null}
      {retried === null ? null : <Notice tone="ok" focused>{t('desk.retried', { count: retried })}</Notice>}
      <Faults />
      <div className="stack">
        <ChannelTable rows={rows} offered={offered} limits={limits} />
        {isAdmin && inDoubt !== null ? <p className="muted small">{t(inDoubt === 8 ? 'desk.in-doubt-most' : 'desk.in-doubt', { count: inDoubt })}</p> : null}
      </div>
      {mailReports ? <MailReports {...mailReports} /> : null}
      <Card title={t('desk.pause')} id="pause">
        <form method="post" className="stack">
          <Select name="channel" label={t('desk.channel')} error={say('channel')} defaultValue={value('channel', 'EMAIL')} options={channels.filter((channel) => channel !== 'IN_APP').map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))} required />
          <TextInput name="reason" label={t('desk.reason')} error={say('reason')} defaultValue={value('reason')} maxLength={300} required />
          <div className="row"><Button variant="ghost">{t('desk.pause')}</Button></div>
        </form>
      </Card>
      <FailureTable failures={failures} mayRetry={isAdmin} />
    </div>
  );
}
