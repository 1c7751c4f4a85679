import { quietParts } from '../rules/window.ts';

export interface StripMark {
  hour: number;
  kind: 'send' | 'broadcast';
}

/** A day from midnight to midnight with its quiet hours hatched and what goes out as marks. The words stand beside it, and the hours below are no part of the drawing: they do not grow with it. */
export function DayStrip({ quiet, marks, scale }: { quiet: { from: string; to: string }; marks: readonly StripMark[]; scale?: boolean }) {
  return (
    <div aria-hidden="true">
      <svg className="day-strip" viewBox="0 0 240 16" focusable="false">
        <rect className="strip-open" x="0" y="3" width="240" height="10" rx="2" />
        {quietParts(quiet).map(([begin, end]) => (
          <g key={begin}>
            <rect className="strip-quiet" x={begin * 10} y="3" width={(end - begin) * 10} height="10" />
            <path className="strip-hatch" d={hatch(begin * 10, end * 10)} />
          </g>
        ))}
        {marks.map((mark, at) => <rect key={at} className={`strip-${mark.kind}`} x={Math.max(0, Math.min(236, mark.hour * 10 - 2))} y="0" width="4" height="16" rx="1.5" />)}
      </svg>
      {scale ? <div className="day-scale">{[0, 6, 12, 18, 24].map((hour) => <span key={hour}>{String(hour).padStart(2, '0')}:00</span>)}</div> : null}
    </div>
  );
}

/** Slanted lines from one side to the other; the last one is cut where the part ends. */
function hatch(from: number, to: number): string {
  const lines: string[] = [];
  for (let x = from; x < to; x += 8) lines.push(`M${x} 13L${Math.min(x + 8, to)} ${13 - (Math.min(8, to - x) / 8) * 10}`);
  return lines.join('');
}
