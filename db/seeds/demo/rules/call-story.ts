import type { WrapCode } from '../../../../app/faq/index.server.ts';
import type { Day } from '../../../../app/platform/clock.ts';
import type { Random } from './random.ts';
import { atLocal, daysApart, isWorkingDay, plusDays } from './working-time.ts';

/** Invented callers: the number is of a range that begins with noughts and is given to nobody. */
export const callerOf = (position: number): string => `+84229000${String(position).padStart(4, '0')}`;
export const callers = 1_500;

/** What callers ask and no answer tells: some are work for editors, one has become frequent this week. */
export const openQuestions = [
  { words: 'Căn cước gắn chip bị cong có phải làm lại không', weight: 6 },
  { words: 'VNeID trên máy tính bảng không có sim thì đăng nhập thế nào', weight: 9 },
  { words: 'Con học ở nước ngoài uỷ quyền cho bố mẹ nộp hồ sơ được không', weight: 5 },
  { words: 'Thẻ căn cước của cụ già không lấy được vân tay thì làm sao', weight: 8 },
  { words: 'Đổi tên đường sau sáp nhập thì sổ đỏ có phải sửa không', weight: 14 },
  { words: 'Chi trả lương hưu qua VNeID từ tháng mấy', weight: 60 },
  { words: 'Hộ chiếu có hiện trong ví giấy tờ không', weight: 4 },
  { words: 'Giấy phép lái xe cũ bằng giấy bìa có tích hợp được không', weight: 11 },
] as const;

export interface CallMoment {
  startedAt: number;
  /** Seconds that it rang. */
  rang: number;
  lasted: number;
}

const openings = [{ from: 450, to: 690, weight: 6 }, { from: 810, to: 1020, weight: 5 }] as const;

/** The calls of one day: none when the office is closed, more on Mondays and from month to month, most in the weeks of a campaign. */
export function callsOfDay(day: Day, firstDay: Day, random: Random): CallMoment[] {
  if (!isWorkingDay(day)) return [];
  const grown = daysApart(firstDay, day) / 365;
  const busy = new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? 1.4 : 1;
  const campaign = day >= '2026-03-09' && day <= '2026-03-27' ? 1.6 : 1;
  const count = Math.max(0, Math.round(random.around((5 + 9 * grown) * busy * campaign, 2.5)));
  return Array.from({ length: count }, () => {
    const opening = random.weighted(openings, (one) => one.weight);
    return { startedAt: atLocal(day, random.int(opening.from, opening.to - 12), random.int(0, 59)), rang: random.int(3, 25), lasted: random.int(70, 420) };
  }).toSorted((a, b) => a.startedAt - b.startedAt);
}

const endings: readonly { code: WrapCode; weight: number }[] = [
  { code: 'ANSWERED', weight: 74 }, { code: 'PARTLY', weight: 8 }, { code: 'NOT_FOUND', weight: 6 }, { code: 'TRANSFERRED', weight: 7 },
  { code: 'CALL_BACK', weight: 2 }, { code: 'CRIME_ROUTED', weight: 1 }, { code: 'DROPPED', weight: 2 }, { code: 'WRONG_NUMBER', weight: 2 },
];
export const endingOf = (random: Random): WrapCode => random.weighted(endings, (one) => one.weight).code;

/** A question that nobody could answer; the one about pensions came up in the last week only. */
export function openQuestionOn(day: Day, lastDay: Day, random: Random): string {
  const isNews = daysApart(day, lastDay) < 7;
  return random.weighted(openQuestions.filter(({ words }) => isNews || !words.startsWith('Chi trả')), (one) => one.weight).words;
}

/** Days from the first to the last, both included. */
export const daysFrom = (first: Day, last: Day): Day[] => Array.from({ length: daysApart(first, last) + 1 }, (_, at) => plusDays(first, at));
