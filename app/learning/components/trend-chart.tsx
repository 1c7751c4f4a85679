import { useFormats } from '../../platform/i18n/react.tsx';
import { daysBetween } from '../../platform/days.ts';
import { paceAt, type CompletionTrend } from '../rules/trend.ts';

const box = { left: 40, right: 372, top: 22, bottom: 150 };

/** Lines at even distances and at whole people: 1, 2 or 5 of them apart, or ten times as many, at most four above the ground. */
function gridOf(top: number): number[] {
  const apart = Array.from({ length: 8 }, (_, zeros) => [1, 2, 5].map((one) => one * 10 ** zeros)).flat().find((step) => top / step <= 4) ?? top;
  return Array.from({ length: Math.floor(top / apart) + 1 }, (_, at) => at * apart);
}

/** Completions against the even pace to the due day, which is marked where it lies within the picture; drawn on the server. */
export function TrendChart({ trend, label, dueLabel }: { trend: CompletionTrend; label: string; dueLabel: string }) {
  const formats = useFormats();
  const { points, dueOn, total } = trend;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const top = Math.max(1, total);
  const whole = Math.max(1, daysBetween(first.day, last.day));
  const x = (day: string) => box.left + ((box.right - box.left) * daysBetween(first.day, day)) / whole;
  const y = (value: number) => box.bottom - ((box.bottom - box.top) * value) / top;
  const line = points.map(({ day, done }, at) => `${at === 0 ? 'M' : 'L'}${x(day).toFixed(1)} ${y(done).toFixed(1)}`).join('');
  const isDueShown = dueOn !== null && dueOn > first.day && dueOn <= last.day;
  const paceEnd = dueOn === null || dueOn <= first.day ? null : isDueShown ? dueOn : last.day;
  return (
    <svg className="trend" viewBox="0 0 390 186" role="img" aria-label={`${label}: ${points.map(({ day, done }) => `${formats.day(day)} ${done}`).join('; ')}`}>
      {gridOf(top).map((people) => (
        <g key={people}>
          <path className="trend-grid" d={`M${box.left} ${y(people)}H${box.right}`} />
          <text x={box.left - 6} y={y(people) + 4} textAnchor="end">{formats.number(people)}</text>
        </g>
      ))}
      {isDueShown ? <path className="trend-due" d={`M${x(dueOn).toFixed(1)} ${box.top}V${box.bottom}`} /> : null}
      {isDueShown ? <text x={Math.min(x(dueOn), box.right - 4)} y={box.top - 8} textAnchor={x(dueOn) > 300 ? 'end' : 'middle'}>{dueLabel}</text> : null}
      {paceEnd !== null && dueOn !== null ? <path className="trend-pace" d={`M${box.left} ${y(first.done)}L${x(paceEnd).toFixed(1)} ${y(paceAt(paceEnd, { points, total, dueOn })).toFixed(1)}`} /> : null}
      <path className="trend-line" d={line} />
      <circle className="trend-now" cx={x(last.day)} cy={y(last.done)} r="5" />
      <text x={x(last.day)} y={y(last.done) - 10} textAnchor="end" className="trend-value">{formats.number(last.done)}</text>
      <text x={box.left} y="174">{formats.day(first.day).slice(0, 5)}</text>
      <text x={box.right} y="174" textAnchor="end">{formats.day(last.day).slice(0, 5)}</text>
    </svg>
  );
}
