import { useText } from '../../platform/i18n/react.tsx';
import { cx, Icon } from '../../ui/index.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import { lineStatuses } from '../rules/models.ts';
import { monthWords } from '../rules/period.ts';
import type { WallCell, WallRow } from '../rules/wall.ts';
import { statusLooks } from './report-parts.tsx';

/** What each sign of the picture means: sign and word, never colour alone. */
export function WallLegend() {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  return (
    <ul className="wall-legend" aria-label={t('wall.legend')}>
      {lineStatuses.map((status) => <li key={status}><span className={cx('wall-sign', `wall-${statusLooks[status].tone}`)}><Icon name={statusLooks[status].icon} /></span>{m(`status.${status}`)}</li>)}
      <li><span className="wall-sign wall-mark"><Icon name="triangle-alert" /></span>{t('wall.mark')}</li>
      <li><span className="wall-sign" aria-hidden="true">·</span>{t('wall.empty')}</li>
    </ul>
  );
}

/** The models by rows, the months by columns. */
export function WallTable({ months, rows }: { months: readonly string[]; rows: readonly WallRow[] }) {
  const t = useText(messages);
  const groups = [...Map.groupBy(rows, ({ groupKey }) => groupKey).values()];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
    <section className="wall-box" tabIndex={0} aria-label={t('wall.caption')}>
      <table className="wall">
        <caption className="sr-only">{t('wall.caption')}</caption>
        <thead><tr><th scope="col">{t('col.model')}</th>{months.map((month) => <th key={month} scope="col">{monthWords(month)}</th>)}</tr></thead>
        {groups.map((group) => (
          <tbody key={group[0]?.groupKey}>
            <tr><th scope="rowgroup" colSpan={months.length + 1} className="wall-group"><span>{group[0]?.groupName}</span></th></tr>
            {group.map((row) => (
              <tr key={row.number}>
                <th scope="row"><a href={`/reports/models/${row.number}`}>{row.number}. {row.name}</a></th>
                {row.cells.map((cell) => <Cell key={cell.month} cell={cell} />)}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Cell({ cell: { status, units, blocked } }: { cell: WallCell }) {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  if (status === null) return <td><span aria-hidden="true">·</span><span className="sr-only">{t('wall.empty')}</span></td>;
  const { tone, icon } = statusLooks[status];
  const said = m(`status.${status}`);
  return (
    <td className={`wall-${tone}`}>
      <span className="wall-cell" aria-hidden="true"><Icon name={icon} />{units}{blocked > 0 && status !== 'BLOCKED' ? <span className="wall-mark"><Icon name="triangle-alert" /></span> : null}</span>
      <span className="sr-only">{blocked > 0 ? t('wall.cell-blocked', { status: said, units, blocked }) : t('wall.cell', { status: said, units })}</span>
    </td>
  );
}
