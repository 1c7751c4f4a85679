import type { Day } from '../../../../app/platform/clock.ts';
import { dayInWave } from './study.ts';
import type { Random } from './random.ts';

/** How an agency learns as a whole. */
export type Pace = 'AHEAD' | 'AVERAGE' | 'LATE';

/** A course that is assigned to everybody, with the announcements that set people going. */
export interface Assignment {
  slug: string;
  reason: string;
  /** Who has to take it. */
  isFor: (learner: { category: string; unitKey: string }) => boolean;
  announcedOn: Day;
  dueOn: Day;
  /** When the agencies that try the course first begin. */
  pilotOn: Day | null;
  /** Announcement and reminders with the share of learners that each sets going, by pace. */
  waves: { from: Day; share: Record<Pace, number> }[];
  /** Which share of the people gets through. */
  done: Record<Pace, number>;
}

export const assignments: readonly Assignment[] = [
  {
    slug: 'an-toan-thong-tin',
    reason: 'Kế hoạch bồi dưỡng an toàn thông tin năm 2026',
    isFor: () => true,
    announcedOn: '2026-03-09',
    dueOn: '2026-11-30',
    pilotOn: '2025-12-01',
    waves: [
      { from: '2026-03-09', share: { AHEAD: 65, AVERAGE: 28, LATE: 6 } },
      { from: '2026-06-08', share: { AHEAD: 22, AVERAGE: 21, LATE: 12 } },
      { from: '2026-09-07', share: { AHEAD: 13, AVERAGE: 29, LATE: 32 } },
      { from: '2026-10-12', share: { AHEAD: 0, AVERAGE: 18, LATE: 30 } },
      { from: '2026-11-09', share: { AHEAD: 0, AVERAGE: 4, LATE: 20 } },
    ],
    done: { AHEAD: 0.78, AVERAGE: 0.27, LATE: 0.07 },
  },
  {
    slug: 'de-an-06',
    reason: 'Kế hoạch 107: tập huấn Đề án 06 năm 2026',
    // Contract workers and the economic offices of the communes are not addressed; some of them come of their own will.
    isFor: ({ category, unitKey }) => category !== 'CONTRACT_WORKER' && !unitKey.includes('--phong-kinh-te'),
    announcedOn: '2026-01-12',
    dueOn: '2026-12-31',
    pilotOn: null,
    waves: [
      { from: '2026-01-12', share: { AHEAD: 50, AVERAGE: 26, LATE: 8 } },
      { from: '2026-04-06', share: { AHEAD: 30, AVERAGE: 26, LATE: 22 } },
      { from: '2026-08-10', share: { AHEAD: 20, AVERAGE: 30, LATE: 40 } },
      { from: '2026-11-02', share: { AHEAD: 0, AVERAGE: 18, LATE: 30 } },
    ],
    done: { AHEAD: 0.3, AVERAGE: 0.08, LATE: 0.02 },
  },
];

/** Agencies that tried the security course before everybody else. */
export const pilotAgencies = new Set(['phuong-14329-hoa-lu-2025', 'so-khoa-hoc-va-cong-nghe-2025', 'cong-an-tinh']);

/** Agencies whose pace the demo's story fixes; the others draw theirs. */
const fixedPaces: Record<string, Pace> = { 'phuong-14329-hoa-lu-2025': 'AVERAGE', 'so-khoa-hoc-va-cong-nghe-2025': 'AHEAD', 'so-noi-vu-2025': 'AHEAD', 'thanh-tra-tinh': 'AVERAGE', 'cong-an-tinh': 'AHEAD' };

export function paceOf(agencyKey: string, random: Random): Pace {
  const drawn = random.next();
  return fixedPaces[agencyKey] ?? (drawn < 0.18 ? 'AHEAD' : drawn < 0.76 ? 'AVERAGE' : 'LATE');
}

/** What somebody makes of a course she was given. */
export interface Effort {
  startsOn: Day;
  /** Share of the course she gets through; 1 is all. */
  share: number;
  longestBreak: number;
}

/** Draws whether, when and how far somebody learns; undefined when she has not begun at all. */
export function effortFor(assignment: Assignment, pace: Pace, enrolledOn: Day, random: Random): Effort | undefined {
  const isDone = random.chance(assignment.done[pace]);
  const begins = isDone || random.chance({ AHEAD: 0.65, AVERAGE: 0.4, LATE: 0.25 }[pace]);
  const wave = random.weighted(assignment.waves, (entry) => entry.share[pace]);
  const isPilot = enrolledOn < assignment.announcedOn;
  const from = isPilot || wave.from < enrolledOn ? enrolledOn : wave.from;
  const isLast = assignment.waves.indexOf(wave) >= assignment.waves.length - 2;
  const startsOn = dayInWave(random, from, isLast ? 12 : isPilot ? 45 : 40);
  const share = isDone ? 1 : random.next() ** 2 * 0.6;
  return begins ? { startsOn, share, longestBreak: isLast ? 2 : random.int(2, 9) } : undefined;
}
