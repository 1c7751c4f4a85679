import { isInForce } from './campaign-state.ts';

/** A name for a file of a campaign, without its ending: letters that every system takes, and what must not be overlooked first. */
export function fileName(what: string, { code, is_drill, ...dates }: { code: string; is_drill: number; launched_at: string | null; cancelled_at: string | null }): string {
  const marks = [is_drill === 1 ? 'DIEN-TAP' : '', isInForce(dates) ? '' : 'CHUA-DUYET'].filter(Boolean);
  return [...marks, what, code.replaceAll('Đ', 'D').replace(/[^A-Z0-9-]/g, '-')].join('-');
}
