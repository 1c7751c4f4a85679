import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, LinkButton, Notice } from '../../ui/index.ts';
import { vneidMessages } from '../messages/vneid.ts';
import type { PackagePage } from '../queries/vneid.server.ts';

/** The one thing to do next with a package. */
export function NextStep({ one }: { one: PackagePage }) {
  const t = useText(vneidMessages);
  const formats = useFormats();
  if (one.state === 'VOID') return <Notice tone="warn" live={false}>{t('void-text')}</Notice>;
  if (one.state === 'MADE') {
    return (
      <Card title={t('hand-over')} id="hand-over" lead={t('hand-over-text', { count: formats.number(one.count) })}>
        {one.pausedAt ? <Notice tone="warn" live={false}>{t('fault.paused')}</Notice> : <form method="post"><Button icon="send">{t('hand-over')}</Button></form>}
      </Card>
    );
  }
  const at = `/campaigns/vneid/${one.id}`;
  return (
    <Card title={t('files')} id="files" lead={one.state === 'HANDED_OVER' ? t('files-text') : undefined}>
      <div className="row">
        <LinkButton variant="ghost" icon="download" href={`${at}/files/manifest`}>{t('manifest')}</LinkButton>
        <LinkButton variant="ghost" icon="download" href={`${at}/files/recipients`}>{t('recipients')}</LinkButton>
        {one.state === 'HANDED_OVER' ? <LinkButton icon="pencil" href={`${at}/receipt`}>{t('record-receipt')}</LinkButton> : null}
      </div>
    </Card>
  );
}

/** What is frozen in a package, and what has happened to it. */
export function PackageFacts({ one }: { one: PackagePage }) {
  const t = useText(vneidMessages);
  const formats = useFormats();
  const by = (person: string | null, at: string) => t('by', { person: person ?? '', at: formats.moment(at) });
  const rows: [string, string | null][] = [
    [t('people'), formats.number(one.count)],
    [t('until'), formats.moment(one.notAfter)],
    [t('made'), by(one.madeBy, one.madeAt)],
    [t('handed'), one.handedAt && by(one.handedBy, one.handedAt)],
    [t('received-by'), one.receivedAt && by(one.receivedBy, one.receivedAt)],
    [t('accepted'), one.accepted === null ? null : formats.number(one.accepted)],
    [t('refused'), one.refused === null ? null : formats.number(one.refused)],
    [t('note'), one.note],
    [t('receipt'), one.recordedAt && by(one.recordedBy, one.recordedAt)],
  ];
  return (
    <Card title={t('facts')} id="facts">
      <dl className="facts">{rows.map(([term, detail]) => (detail ? <div key={term}><dt>{term}</dt><dd>{detail}</dd></div> : null))}</dl>
      <Disclosure summary={t('codes')}><dl className="facts">{[[t('id'), one.id], [t('sha256'), one.sha256]].map(([term, code]) => <div key={term}><dt>{term}</dt><dd><code>{code}</code></dd></div>)}</dl></Disclosure>
      {one.reasons.length > 0 ? <Reasons reasons={one.reasons} /> : null}
    </Card>
  );
}

/** Why rows were refused, and how many for each reason. */
function Reasons({ reasons }: { reasons: PackagePage['reasons'] }) {
  const t = useText(vneidMessages);
  const formats = useFormats();
  return (
    <>
      <h3>{t('reasons')}</h3>
      <dl className="facts facts-numbers">{reasons.map(({ reason, count }) => <div key={reason}><dt>{reason || t('no-reason')}</dt><dd>{formats.number(count)}</dd></div>)}</dl>
    </>
  );
}

/** The words as they stand in the manifest. */
export function PackageWords({ one }: { one: PackagePage }) {
  const t = useText(vneidMessages);
  return (
    <Card title={t('words')} id="words">
      <article className="notice-preview stack">
        <h3>{one.text.title}</h3>
        {one.text.body.split(/\n{2,}/).map((part, at) => <p key={at} className="pre-line">{part}</p>)}
      </article>
      {one.hasGaps ? <p className="muted">{t('gaps')}</p> : null}
    </Card>
  );
}
