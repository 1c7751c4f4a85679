import type { Locator } from '@playwright/test';
import type { Scenery } from '../../support/scenery.ts';
import type { PageEntry } from './entries.ts';

/** A state that only the answer to a form shows. */
export interface PostedState extends PageEntry {
  /** Sends the form; the page that comes back is looked at. */
  send: (main: Locator) => Promise<void>;
  /** What it says then. */
  says: RegExp;
}

/** Fills these fields of one form and presses its first button. */
const fill = (fields: Record<string, string>) => async (main: Locator): Promise<void> => {
  const controls = Object.entries(fields).map(([name, value]) => ({ control: main.locator(`form [name="${name}"]:visible`).first(), value }));
  for (const { control, value } of controls) await control.fill(value);
  await controls[0]?.control.locator('xpath=ancestor::form').locator('button:not([type="button"])').first().click();
};
const press = (name: string) => (main: Locator): Promise<void> => main.getByRole('button', { name }).click();

const campaign = (tail: string, which: Exclude<keyof Scenery['campaigns'], 'year'>, as: PageEntry['as'], send: PostedState['send'], says: RegExp): PostedState => ({ as, at: ({ campaigns }) => `/campaigns/${campaigns[which]}${tail}`, send, says });
const fixed = (as: PageEntry['as'], address: string, send: PostedState['send'], says: RegExp): PostedState => ({ as, at: () => address, send, says });

/** What pages say to a form that is refused, or once it is done: words that no address shows. None of them changes what another page shows. */
export const postedStates: Record<string, PostedState> = {
  'goal without a name': campaign('/goal', 'draft', 'maker', fill({ name: '' }), /Vui lòng/),
  'schedule that ends before it begins': campaign('/schedule', 'draft', 'maker', fill({ sendAt: '05/01/2098 08:00' }), /Hạn gửi phải sau/),
  'board without words': campaign('/content/led', 'draft', 'maker', fill({ pages: '' }), /Vui lòng/),
  'campaign stopped without a reason': campaign('/steering/cancel', 'running', 'approver', fill({ reason: '' }), /lý do/),
  'correction without a reason': campaign('/correction', 'running', 'approver', fill({ reason: '' }), /Vui lòng/),
  'correction of a board without a moment': campaign('/correction/led', 'running', 'approver', fill({ at: '', reason: '' }), /Vui lòng/),
  'campaign handed back without a reason': campaign('/approval', 'submitted', 'approver', fill({ reason: '' }), /lý do/),
  'conclusion without its lesson': campaign('/evaluation', 'ended', 'maker', fill({ lesson: '' }), /Vui lòng/),
  'list of a round without a choice': campaign('/slots?view=overdue', 'running', 'operator', press('Xác nhận các lượt đã chọn'), /chọn ít nhất một lượt/),
  'proof without its time': { as: 'operator', at: ({ campaigns }) => `/campaigns/slots/${campaigns.slot}`, send: fill({ playedAt: '' }), says: /Vui lòng/ },
  'missed broadcast without a reason': { as: 'operator', at: ({ campaigns }) => `/campaigns/slots/${campaigns.slot}`, send: fill({ missedReason: '' }), says: /lý do/ },
  'place without a name': fixed('operator', '/campaigns/places/new', fill({ name: '' }), /Vui lòng/),
  'line of a plan without a title': { as: 'maker', at: ({ campaigns }) => `/campaigns/plans/${campaigns.year}/lines/new`, send: fill({ title: '' }), says: /Vui lòng/ },
  'person without anything': fixed('trainer', '/admin/people/new', press('Lưu'), /Họ và tên: vui lòng nhập/),
  'channel paused without a reason': fixed('admin', '/admin/channels', fill({ reason: '' }), /Vui lòng/),
  'work phone that is none': fixed('auditor', '/account', fill({ phone: '12' }), /số/),
  'work phone that was left out': fixed('auditor', '/account', fill({ phone: '' }), /không lưu số điện thoại nào/),
  'password that was not the one': fixed('auditor', '/account/password', fill({ current: 'khong-phai-mat-khau', password: 'mot-mat-khau-dai-2026', again: 'khac' }), /mật khẩu/i),
  'choice of notices, kept': fixed('auditor', '/account/notices', press('Lưu'), /Đã lưu cách nhận tin/),
};
