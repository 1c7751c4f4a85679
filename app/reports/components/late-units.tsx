import { Faults, useFaults } from '../../people/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, EmptyState, LinkButton, Notice, Table, Tag } from '../../ui/index.ts';
import { lateMessages as messages } from '../messages/monthly-late.ts';
import type { LatePage, LateUnit } from '../queries/late-reports.server.ts';
import { StateTag } from './report-parts.tsx';

/** What is sent to one kind of reader, word for word. */
export interface LateWords {
  role: LateUnit['role'];
  subject: Record<'vi' | 'en', string>;
  body: Record<'vi' | 'en', string>;
}

/** The step before units are reminded: who gets what, and who cannot be asked. */
export function LateUnits({ late, words }: { late: LatePage; words: readonly LateWords[] }) {
  const t = useText(messages);
  const back = `/reports/monthly?month=${late.period.month}`;
  if (late.units.length === 0) return <EmptyState icon="check-check" title={t('none')} action={<LinkButton variant="ghost" href={back}>{t('back')}</LinkButton>}>{late.isOver ? t('none-over') : null}</EmptyState>;
  const canSend = late.units.some(isFree);
  return (
    <>
      <Faults />
      <Notice live={false}>{t('once')}</Notice>
      {words.map((one) => <Words key={one.role} words={one} />)}
      <form method="post" className="stack">
        <input type="hidden" name="month" value={late.period.month} />
        <LateTable late={late} />
        <div className="row">{canSend ? <Button icon="bell">{t('send')}</Button> : null}<LinkButton variant="ghost" href={back}>{t('back')}</LinkButton></div>
      </form>
    </>
  );
}

const isFree = ({ to, isRemindedToday }: LateUnit) => to.length > 0 && !isRemindedToday;

function Words({ words: { role, subject, body } }: { words: LateWords }) {
  const t = useText(messages);
  const locale = useLocale();
  return (
    <Disclosure boxed open summary={t(`words.${role}`)}>
      <div className="quoted"><p><strong>{subject[locale]}</strong></p><p>{body[locale]}</p></div>
    </Disclosure>
  );
}

function LateTable({ late: { units, names } }: { late: LatePage }) {
  const t = useText(messages);
  const formats = useFormats();
  const { say } = useFaults();
  return (
    <Card>
      <Table
        caption={t('caption')}
        hideCaption
        rows={units}
        rowKey={({ unitId }) => unitId}
        columns={[
          { key: 'choose', head: t('col.choose'), hideHead: true, cell: (unit) => (isFree(unit) ? <input type="checkbox" className="tick" name="units[]" value={unit.unitId} defaultChecked={!say('units')} aria-label={`${t('col.choose')}: ${unit.unitName}`} /> : null) },
          { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ unitName }) => unitName },
          { key: 'state', head: t('col.state'), cell: ({ state }) => <StateTag state={state} /> },
          { key: 'to', head: t('col.to'), cell: ({ to, role }) => (to.length === 0 ? <Tag tone="warn">{t('nobody')}</Tag> : <>{to.map((id) => names[id] ?? '').join(', ')}<br /><span className="muted small">{t(`as.${role}`)}</span></>) },
          { key: 'reminded', head: t('col.reminded'), cell: ({ remindedAt, isRemindedToday }) => (remindedAt === null ? '–' : <>{formats.moment(remindedAt)}{isRemindedToday ? <><br /><Tag tone="ok">{t('today')}</Tag></> : null}</>) },
        ]}
      />
    </Card>
  );
}
