import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Disclosure, Table } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import { planMessages } from '../messages/plan.ts';
import { romanQuarter, type PlanCount, type PlanFigures } from '../rules/plan-progress.ts';

const box = { left: 4, right: 336, top: 16, bottom: 124 };
const column = (box.right - box.left) / 4;

/** Planned against done as a drawing with its conclusion above and its table behind. */
export function PlanProgress({ figures }: { figures: PlanFigures }) {
  const t = useText(planMessages);
  const formats = useFormats();
  const { total } = figures;
  const numbers = { done: formats.number(total.done), planned: formats.number(total.planned), late: formats.number(total.late) };
  const take = total.planned === 0 ? t('take-none') : total.late > 0 ? t('take-late', numbers) : t('take', numbers);
  return (
    <Card title={t('progress')} id="progress" lead={`${take}${total.beside > 0 ? ` ${t('take-beside', { count: formats.number(total.beside) })}` : ''}`}>
      {total.planned + total.beside > 0 ? (
        <>
          <PlanChart figures={figures} />
          <Disclosure summary={t('matrix')}><PlanMatrix figures={figures} /></Disclosure>
        </>
      ) : null}
    </Card>
  );
}

/** Four quarters: a frame as high as what was planned, filled as far as it is done; beside it what nobody had planned. */
function PlanChart({ figures }: { figures: PlanFigures }) {
  const t = useText(planMessages);
  const formats = useFormats();
  const most = Math.max(1, ...figures.quarters.map(({ planned, beside }) => Math.max(planned, beside)));
  const height = (count: number) => ((box.bottom - box.top) * count) / most;
  const name = (quarter: 1 | 2 | 3 | 4) => t('quarter-name', { roman: romanQuarter[quarter] });
  const spoken = figures.quarters.map(({ quarter, planned, done, beside }) => `${name(quarter)}: ${t('planned')} ${planned}, ${t('done')} ${done}, ${t('beside')} ${beside}`).join('; ');
  return (
    <div className="plan-chart-box">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in SVG has no tag that says what it shows */}
      <svg className="plan-chart" viewBox="0 0 340 152" role="img" aria-label={spoken}>
        <path className="plan-ground" d={`M${box.left} ${box.bottom}H${box.right}`} />
        {figures.quarters.map(({ quarter, planned, done, beside }, at) => {
          const x = box.left + column * at + column / 2;
          return (
            <g key={quarter}>
              {planned > 0 ? <rect className="plan-planned" x={x - 26} y={box.bottom - height(planned)} width="32" height={height(planned)} rx="4" /> : null}
              {done > 0 ? <rect className="plan-done" x={x - 26} y={box.bottom - height(done)} width="32" height={height(done)} rx="4" /> : null}
              {beside > 0 ? <rect className="plan-beside" x={x + 12} y={box.bottom - height(beside)} width="16" height={height(beside)} rx="4" /> : null}
              <text className="plan-count" x={x - 10} y={box.bottom - height(planned) - 5} textAnchor="middle">{planned > 0 ? `${formats.number(done)}/${formats.number(planned)}` : ''}</text>
              {beside > 0 ? <text className="plan-count" x={x + 20} y={box.bottom - height(beside) - 5} textAnchor="middle">+{formats.number(beside)}</text> : null}
              <text x={x} y={box.bottom + 22} textAnchor="middle">{name(quarter)}</text>
            </g>
          );
        })}
      </svg>
      <ul className="legend">
        <li><span className="legend-key plan-key-done" aria-hidden="true" />{t('done')}</li>
        <li><span className="legend-key plan-key-planned" aria-hidden="true" />{t('planned')}</li>
        <li><span className="legend-key plan-key-beside" aria-hidden="true" />{t('beside')}</li>
      </ul>
    </div>
  );
}

/** The same figures as a table: topics down, quarters across. */
function PlanMatrix({ figures }: { figures: PlanFigures }) {
  const t = useText(planMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  const cell = ({ planned, done, beside }: PlanCount) => (planned + beside === 0 ? '–' : [planned > 0 ? `${formats.number(done)} / ${formats.number(planned)}` : '', beside > 0 ? `+${formats.number(beside)}` : ''].filter(Boolean).join(' '));
  const rows = [...figures.topics, { topic: '', total: figures.total, cells: figures.quarters as PlanCount[] }];
  return (
    <>
      <Table caption={t('matrix')} hideCaption rows={rows} rowKey={(row) => row.topic} columns={[
        { key: 'topic', head: t('topic'), rowHeader: true, cell: (row) => (row.topic === '' ? t('total') : c(`topic.${row.topic as 'SECURITY'}`)) },
        ...figures.quarters.map(({ quarter }, at) => ({ key: String(quarter), head: t('quarter-name', { roman: romanQuarter[quarter] }), numeric: true, cell: (row: (typeof rows)[number]) => cell(row.cells[at] ?? { planned: 0, done: 0, beside: 0 }) })),
        { key: 'total', head: t('total'), numeric: true, cell: (row) => cell(row.total) },
      ]} />
      <p className="muted small">{t('matrix-note')}</p>
    </>
  );
}
