import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Meta, Notice, Select, Table, Tag, TextArea, TextInput } from '../../ui/index.ts';
import { bodyMessages as messages } from '../messages/bodies.ts';
import type { BodyLine, BodyPage } from '../queries/bodies.server.ts';
import { bodyKinds } from '../rules/body.ts';
import { PhoneLink } from './phone-link.tsx';

/** Whether a body is open, and until or since when not. */
export function BodyState({ body: { closedOn, isClosed } }: { body: Pick<BodyLine, 'closedOn' | 'isClosed'> }) {
  const t = useText(messages);
  const formats = useFormats();
  if (closedOn === null) return <Tag tone="ok">{t('state.open')}</Tag>;
  return <Tag tone={isClosed ? 'neutral' : 'warn'}>{t(isClosed ? 'state.closed' : 'state.closing', { day: formats.day(closedOn) })}</Tag>;
}

export function Phone({ phone }: { phone: string | null }) {
  const t = useText(messages);
  return phone === null ? <>{t('unknown')}</> : <PhoneLink phone={phone} />;
}

export function BodiesTable({ bodies }: { bodies: readonly BodyLine[] }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Table caption={t('title')} hideCaption rows={bodies} rowKey={(body) => body.key} columns={[
      { key: 'name', head: t('name'), rowHeader: true, cell: (body) => <><a href={`/tickets/bodies/${body.key}`}>{body.name}</a><br /><span className="muted small">{t(`kind.${body.kind}`)}</span></> },
      { key: 'phone', head: t('phone'), cell: (body) => <Phone phone={body.phone} /> },
      { key: 'hours', head: t('hours'), cell: (body) => body.hours ?? t('unknown') },
      { key: 'state', head: t('state'), cell: (body) => <><BodyState body={body} />{body.successor ? <><br /><span className="muted small">{t('successor')}: {body.successor.name}</span></> : null}</> },
      { key: 'tickets', head: t('open-tickets'), numeric: true, cell: (body) => formats.number(body.openTickets) },
    ]} />
  );
}

/** Everything that is known of a body. */
export function BodyFacts({ body }: { body: BodyPage }) {
  const t = useText(messages);
  return (
    <Card>
      <Meta items={[
        { term: t('kind'), detail: t(`kind.${body.kind}`) },
        { term: t('phone'), detail: <Phone phone={body.phone} /> },
        { term: t('address'), detail: body.address ?? t('unknown') },
        { term: t('hours'), detail: body.hours ?? t('unknown') },
        { term: t('communes'), detail: body.communes.length > 0 ? body.communes.join(', ') : t('communes.all') },
        ...(body.closedOn === null ? [] : [{ term: t('successor'), detail: body.successor ? <a href={`/tickets/bodies/${body.successor.key}`}>{body.successor.name}</a> : t('successor.none') }]),
      ]} />
    </Card>
  );
}

/** The tickets that are open at a body; behind a closed door they need somebody. */
export function BodyTickets({ body, canMove }: { body: BodyPage; canMove: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  if (body.openTickets === 0) return null;
  const count = formats.number(body.openTickets);
  const move = canMove ? <LinkButton variant={body.isClosed ? 'primary' : 'ghost'} href={`/tickets/bodies/${body.key}/tickets`}>{t('move')}</LinkButton> : undefined;
  return <Notice tone={body.isClosed ? 'warn' : 'info'} live={false} action={move}>{t(body.isClosed ? 'open-tickets.waiting' : 'open-tickets.text', { count })}</Notice>;
}

/** The fields of a body, for a new one and for one that is there. */
export function BodyFields({ body }: { body?: BodyPage }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      {body ? <input type="hidden" name="revision" value={body.revision} /> : null}
      <TextInput name="name" label={t('name')} error={say('name')} defaultValue={value('name', body?.name)} maxLength={160} required />
      <Select name="kind" label={t('kind')} error={say('kind')} defaultValue={value('kind', body?.kind ?? 'OTHER')} options={bodyKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} required />
      <TextInput name="phone" type="tel" label={t('phone')} error={say('phone')} defaultValue={value('phone', body?.phone ?? '')} width="middle" maxLength={20} />
      <TextInput name="address" label={t('address')} error={say('address')} defaultValue={value('address', body?.address ?? '')} maxLength={300} />
      <TextInput name="hours" label={t('hours')} error={say('hours')} defaultValue={value('hours', body?.hours ?? '')} maxLength={200} />
      <TextArea name="communes" label={t('communes')} hint={t('communes-hint')} error={say('communes')} defaultValue={value('communes', body?.communes.join('\n'))} rows={4} maxLength={8_000} />
    </>
  );
}

/** One more body, or another word on one. */
export function BodyForm({ body }: { body?: BodyPage }) {
  const t = useText(messages);
  return <form method="post" className="form stack" noValidate><BodyFields {...(body ? { body } : {})} /><div className="row"><Button>{t(body ? 'save' : 'add')}</Button><LinkButton variant="ghost" href="/tickets/bodies">{t('cancel')}</LinkButton></div></form>;
}
