import { useFormats } from '../../platform/i18n/react.tsx';
import type { CompletionTrend } from '../rules/trend.ts';

const box = { left: 40, right: 372, top: 16, bottom: 150 };

/** Completions week by week against the even pace to the due day, drawn on the server. */
export function TrendChart({ trend, label }: { trend: CompletionTrend; label: string }) {
  const formats = useFormats();
  const top = Math.max(1, trend.total);
  const x = (at: number) => box.left + ((box.right - box.left) * at) / (trend.points.length - 1);
  const y = (value: number) => box.bottom - ((box.bottom - box.top) * value) / top;
  const first = trend.points[0];
  const last = trend.points.at(-1);
  if (!first || !last) return null;
  const line = trend.points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(point.done).toFixed(1)}`).join('');
  const pace = trend.ahead === null ? null : last.done - trend.ahead;
  return (
    <svg className="trend" viewBox="0 0 390 186" role="img" aria-label={`${label}: ${trend.points.map((point) => `${formats.day(point.day)} ${point.done}`).join('; ')}`}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <path className="trend-grid" d={`M${box.left} ${y(top * share)}H${box.right}`} />
          <text x={box.left - 6} y={y(top * share) + 4} textAnchor="end">{formats.number(Math.round(top * share))}</text>
        </g>
      ))}
      {pace === null ? null : <path className="trend-pace" d={`M${x(0)} ${y(first.done)}L${x(trend.points.length - 1)} ${y(pace)}`} />}
      <path className="trend-line" d={line} />
      <circle className="trend-now" cx={x(trend.points.length - 1)} cy={y(last.done)} r="5" />
      <text x={x(trend.points.length - 1)} y={y(last.done) - 10} textAnchor="end" className="trend-value">{formats.number(last.done)}</text>
      <text x={box.left} y="174">{formats.day(first.day).slice(0, 5)}</text>
      <text x={box.right} y="174" textAnchor="end">{formats.day(last.day).slice(0, 5)}</text>
    </svg>
  );
}
