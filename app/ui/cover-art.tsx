import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import type { IconName } from './icon-names.ts';

export interface CoverArtProps { seed: string; icon?: IconName; className?: string }
interface Inks { ground: string; deep: string; light: string; accent: string }
type Dice = () => number;

const palettes: [Inks, ...Inks[]] = [
  { ground: '#0f4c81', deep: '#0a365c', light: '#a9cdf0', accent: '#f2d27a' },
  { ground: '#0a365c', deep: '#082845', light: '#7fb4e6', accent: '#f2d27a' },
  { ground: '#1a6496', deep: '#0f4c81', light: '#d3e6f7', accent: '#ffe3a0' },
  { ground: '#17475f', deep: '#0d3347', light: '#9fd0de', accent: '#f2d27a' },
  { ground: '#2f4a7d', deep: '#1f3561', light: '#b9c9ee', accent: '#f2d27a' },
];

/** A stream of numbers from 0 to 1 that is the same for the same seed (mulberry32 over an FNV-1a hash). */
export const diceOf = (seed: string): Dice => {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const times = <T,>(count: number, draw: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => draw(at));
const between = (dice: Dice, low: number, high: number) => Math.round(low + dice() * (high - low));

/** Limestone hills in the mist, one range before the other. */
function hills(dice: Dice, ink: Inks): ReactNode {
  const ranges = times(4, (row) => {
    const foot = 84 + row * 30;
    const peaks = times(5, (at) => {
      const x = at * 74 - 20 + between(dice, 0, 22);
      const top = foot - between(dice, 26, 64);
      return `C${x + 6} ${foot - 8} ${x + 14} ${top} ${x + 30} ${top}S${x + 52} ${foot - 10} ${x + 70} ${foot}`;
    });
    return <path key={row} d={`M-30 ${foot}${peaks.join('')}V190H-30Z`} fill={ink.deep} fillOpacity={0.28 + row * 0.2} />;
  });
  return <><circle cx={between(dice, 190, 270)} cy={between(dice, 36, 56)} r="17" fill={ink.accent} />{ranges}</>;
}

/** Rings that spread from one point, as news does. */
function rings(dice: Dice, ink: Inks): ReactNode {
  const [x, y] = [between(dice, 200, 290), between(dice, 20, 80)];
  return (
    <g fill="none" stroke={ink.light} strokeOpacity="0.34">
      {times(9, (at) => <circle key={at} cx={x} cy={y} r={16 + at * 26} strokeWidth={at % 3 === 0 ? 2.4 : 1} />)}
      <circle cx={x} cy={y} r="8" fill={ink.accent} stroke="none" />
    </g>
  );
}

/** Quarter arcs on a grid, turned by the dice. */
function tiles(dice: Dice, ink: Inks): ReactNode {
  const gold = between(dice, 8, 30);
  return times(40, (at) => {
    const [x, y, flip] = [(at % 8) * 40, Math.floor(at / 8) * 40, dice() < 0.5];
    const arcs = flip ? `M${x + 20} ${y}A20 20 0 0 1 ${x} ${y + 20}M${x + 40} ${y + 20}A20 20 0 0 0 ${x + 20} ${y + 40}` : `M${x + 20} ${y}A20 20 0 0 0 ${x + 40} ${y + 20}M${x} ${y + 20}A20 20 0 0 1 ${x + 20} ${y + 40}`;
    return <path key={at} d={arcs} fill="none" stroke={at === gold ? ink.accent : ink.light} strokeOpacity={at === gold ? 1 : 0.4} strokeWidth="5" />;
  });
}

/** Long waves, as on still water. */
function waves(dice: Dice, ink: Inks): ReactNode {
  const swell = between(dice, 14, 26);
  const shift = between(dice, 0, 80);
  return times(9, (at) => {
    const y = 18 + at * 20;
    const d = `M${-80 + shift - at * 9} ${y}${times(6, (step) => `q40 ${step % 2 ? swell : -swell} 80 0`).join('')}`;
    return <path key={at} d={d} fill="none" stroke={at === 3 ? ink.accent : ink.light} strokeOpacity={at === 3 ? 0.95 : 0.2 + at * 0.05} strokeWidth={at === 3 ? 3 : 2} />;
  });
}

/** Points joined to their neighbours. */
function network(dice: Dice, ink: Inks): ReactNode {
  const points = times(20, (at) => ({ x: (at % 5) * 72 + between(dice, 0, 44), y: Math.floor(at / 5) * 50 + between(dice, 2, 34) }));
  const lines = points.flatMap((a, i) => points.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < 82).map((b) => `M${a.x} ${a.y}L${b.x} ${b.y}`));
  const gold = between(dice, 6, 13);
  return (
    <>
      <path d={lines.join('')} stroke={ink.light} strokeOpacity="0.32" fill="none" />
      {points.map((p, at) => <circle key={at} cx={p.x} cy={p.y} r={at === gold ? 7 : 3.2} fill={at === gold ? ink.accent : ink.light} />)}
    </>
  );
}

const patterns = [hills, rings, tiles, waves, network] as const;

/** A cover drawn from a seed: the same seed always gives the same picture. Decoration. */
export function CoverArt({ seed, icon, className }: CoverArtProps) {
  const dice = diceOf(seed);
  const ink = palettes[Math.floor(dice() * palettes.length)] ?? palettes[0];
  const draw = patterns[Math.floor(dice() * patterns.length)] ?? hills;
  return (
    <svg className={cx('cover', className)} viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      <rect width="320" height="180" fill={ink.ground} />
      {draw(dice, ink)}
      {icon && (
        <g color="#ffffff">
          <circle cx="160" cy="90" r="38" fill={ink.deep} fillOpacity="0.88" />
          <use href={`/icons.svg#${icon}`} x="141" y="71" width="38" height="38" />
        </g>
      )}
    </svg>
  );
}
