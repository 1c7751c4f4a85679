import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountCrumbs } from '../../people/index.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, Notice, PageHead } from '../../ui/index.ts';
import { allowCounting } from '../commands/follow-link.server.ts';
import { optionalChannels, savePreferences } from '../commands/read-notice.server.ts';
import { DevicePanel } from '../components/device-card.tsx';
import { WantsTable } from '../components/wants-table.tsx';
import { titledMail } from '../components/titled-mail.ts';
import { preferencesForm } from '../forms/inbox.ts';
import { inboxMessages as messages } from '../messages/inbox.ts';
import { pushMessages } from '../messages/push.ts';
import { readDeviceCard, type DeviceCard } from '../push-door.server.ts';
import { hasChosen, readPreferences } from '../queries/inbox.server.ts';
import { noticesDone, type NoticesDone } from '../rules/notices-done.ts';

const query = z.object({ done: z.enum(['saved', 'removed']).optional().catch(undefined), device: z.string().max(60).optional().catch(undefined) });

export const loader = page({ guard: 'signed-in', query }, async ({ actor, query: asked, context, request }) => {
  const devices = await readDeviceCard(context, request, actor.id);
  const known = devices && [devices.here, ...devices.others].flatMap((device) => (device ? [device.id] : []));
  const done = noticesDone(asked, { hasChosen: await hasChosen(context.db, actor.id), devices: known });
  return { done, channels: optionalChannels, devices, ...(await readPreferences(context.db, actor.id)) };
});

export const action = submit({ guard: 'signed-in', form: preferencesForm }, async ({ actor, form, context }) => {
  const now = context.clock.now().toISOString();
  await savePreferences(context.db, actor.id, new Set(form.wants), now);
  await allowCounting(context.db, actor.id, form.counting === 'on', now);
  return seeOther('/account/notices?done=saved');
});

export const meta = titledMail((locale) => messages.in(locale)('prefs.title'));
export const handle = { script: true };

interface Loaded {
  done: NoticesDone | null;
  devices: DeviceCard | null;
  channels: typeof optionalChannels;
  unwanted: string[];
  deadEmail: string | null;
  hasPhone: boolean;
  allowsCounting: boolean;
}

export default function PreferencesPage() {
  const { done, channels, devices, unwanted, deadEmail, hasPhone, allowsCounting } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const push = useText(pushMessages);
  return (
    <>
      <PageHead title={t('prefs.title')} lead={t('prefs.lead')} breadcrumb={<AccountCrumbs here={t('prefs.title')} />} />
      <div className="form">
        {done ? <Notice tone="ok" focused>{done === 'saved' ? t('prefs.saved') : push('removed')}</Notice> : null}
        {deadEmail ? <Notice tone="warn" live={false}>{t('prefs.mail-dead', { email: deadEmail })}</Notice> : null}
        {hasPhone ? null : <p>{t('prefs.no-phone')} <a href="/account#own-phone">{t('prefs.to-account')}</a></p>}
        <Card>
          <form method="post" className="stack">
            <WantsTable channels={channels} unwanted={unwanted} />
            <Checkbox name="counting" label={t('prefs.counting')} hint={t('prefs.counting-hint')} defaultChecked={allowsCounting} />
            <div className="row"><Button icon="save">{t('prefs.save')}</Button></div>
          </form>
        </Card>
        {devices ? <DevicePanel card={devices} /> : null}
      </div>
    </>
  );
}
