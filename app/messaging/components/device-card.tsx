import type { ReactNode } from 'react';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Notice, Tag, type NoticeTone } from '../../ui/index.ts';
import { pushMessages } from '../messages/push.ts';
import type { DeviceCard } from '../push-door.server.ts';
import type { DeviceRow } from '../queries/push-subscriptions.server.ts';

/** Notices on this device: islands/push.ts shows one of the states; without scripts the plain one stays. */
export function DevicePanel({ card }: { card: DeviceCard }) {
  const t = useText(pushMessages);
  const { here } = card;
  return (
    <Card id="devices" title={t('title')} lead={t('lead')}>
      <p className="muted small">{t('shared')}</p>
      <div data-island="push" data-key={card.publicKey} data-device={here?.id} data-known={here?.known} aria-live="polite">
        <State name="plain" tone={here ? 'ok' : 'info'} shown deed={here ? <RemovalForm id={here.id}>{t('turn-off')}</RemovalForm> : null}>{here ? t('on') : t('script')}</State>
        <State name="unsupported" tone="info">{t('unsupported')}</State>
        <State name="denied" tone="warn">{t('denied')}</State>
        <State name="off" tone="info" deed={<Turn to="on">{t('turn-on')}</Turn>}>{t('off')}</State>
        <State name="on" tone="ok" deed={<Turn to="off">{t('turn-off')}</Turn>}>{t('on')}</State>
        <State name="busy" tone="info">{t('busy')}</State>
        <State name="failed" tone="danger" deed={<Turn to="on">{t('retry')}</Turn>}>{t('failed')}</State>
        <State name="failed-off" tone="danger" deed={<Turn to="off">{t('retry')}</Turn>}>{t('failed-off')}</State>
      </div>
      {card.others.length > 0 ? <Others rows={card.others} /> : null}
    </Card>
  );
}

function State({ name, tone, shown, deed, children }: { name: string; tone: NoticeTone; shown?: boolean; deed?: ReactNode; children: ReactNode }) {
  return (
    <div data-push={name} hidden={!shown} tabIndex={-1}>
      <Notice tone={tone} live={false} action={deed}><span data-say>{children}</span></Notice>
    </div>
  );
}

function Turn({ to, children }: { to: 'on' | 'off'; children: ReactNode }) {
  return <Button type="button" variant={to === 'on' ? 'primary' : 'ghost'} data-turn={to}>{children}</Button>;
}

function RemovalForm({ id, label, children }: { id: string; label?: string; children: ReactNode }) {
  return (
    <form method="post" action={`/account/devices/${id}/removal`}>
      <Button variant="ghost" aria-label={label}>{children}</Button>
    </form>
  );
}

function Others({ rows }: { rows: readonly DeviceRow[] }) {
  const t = useText(pushMessages);
  return (
    <div className="form-gap stack">
      <h3>{t('others')}</h3>
      <ul className="plain-list">{rows.map((row) => <Other key={row.id} row={row} />)}</ul>
    </div>
  );
}

function Other({ row }: { row: DeviceRow }) {
  const t = useText(pushMessages);
  const formats = useFormats();
  const device = row.device[useLocale()];
  return (
    <li>
      <div>
        <p className="row"><strong>{device}</strong>{row.isLive ? <Tag tone="ok">{t('state.live')}</Tag> : <Tag icon="clock">{t('state.resting')}</Tag>}</p>
        <p className="muted small">{t('since', { day: formats.day(row.since) })} · {row.usedAt ? t('used', { at: formats.moment(row.usedAt) }) : t('used-never')}</p>
      </div>
      <RemovalForm id={row.id} label={t('remove-label', { device, since: formats.day(row.since) })}>{t('remove')}</RemovalForm>
    </li>
  );
}
