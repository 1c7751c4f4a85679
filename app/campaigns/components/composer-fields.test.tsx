import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { messageForm, publicForms } from '../forms/campaign.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { LineChoice } from '../queries/plan.server.ts';
import { informationTypes, mostVariants, personalMedia, publicMedia } from '../rules/media.ts';
import type { MessageTexts } from '../rules/stored-texts.ts';
import { AudienceForm } from './audience-form.tsx';
import { AnswerPicker, AnswersTable } from './campaign-answers.tsx';
import { GoalFields, percentTyped, type StoredGoal } from './goal-fields.tsx';
import { MediumTabs } from './medium-tabs.tsx';
import { MessageFields, rightFirst } from './message-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { PlanLineFields } from './plan-line-fields.tsx';
import { PublicMediumFields } from './public-medium-fields.tsx';
import { ScheduleForm, type ScheduleData } from './schedule-form.tsx';

const draw = (node: React.ReactNode, answer?: unknown) => drawPage(() => <>{node}</>, { answer });
/** Every field of a form as a browser would send it: texts, what is chosen and what is ticked. */
function sent(page: string): [string, string][] {
  const text = (value = '') => value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const inputs = [...page.matchAll(/<input [^>]*>/g)].map(([tag]) => tag).filter((tag) => !/type="(checkbox|radio)"/.test(tag) || / checked=""/.test(tag));
  const of = (tag: string, name: string) => text(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]);
  return [
    ...inputs.map((tag): [string, string] => [of(tag, 'name'), of(tag, 'value') || (/type="checkbox"/.test(tag) ? 'on' : '')]),
    ...[...page.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g)].map(([, name = '', value]): [string, string] => [name, text(value).replace(/^\n/, '')]),
    ...[...page.matchAll(/<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(([, name = '', options = '']): [string, string] => [name, text(/<option (?=[^>]*selected="")[^>]*value="([^"]*)"/.exec(options)?.[1])]),
  ];
}
const one = (page: string, name: string) => sent(page).find(([field]) => field === name)?.[1];
const refused = (values: Record<string, string>, faults: Record<string, { vi: string; en: string }> = { form: { vi: 'Không được.', en: 'No.' } }) => ({ ok: false, faults, values });
const fieldsOf = (page: string) => Object.fromEntries([...new Set(sent(page).map(([name]) => name))].map((name) => (name.endsWith('[]') ? [name.slice(0, -2), sent(page).filter(([field]) => field === name).map(([, value]) => value)] : [name, one(page, name) ?? ''])));

describe('the goal of a campaign as a form', () => {
  const stored: StoredGoal = { name: 'Cảnh báo "VNeID giả"', model: 27, content_source: 'Công an', goal: 'Nhận ra\nứng dụng giả', measure: 'Tỷ lệ', baseline_percent: 61.5, target_percent: 80, measured_after_days: 30, measured_by: 'OTHER', topic: 'CONTEST', is_duty: 1, is_drill: 1, urgency: 'URGENT', urgent_reason: 'Lan nhanh', plan_line_id: 'l2', pulse: JSON.stringify({ text: 'Hỏi?', options: ['Đúng', 'Sai'], right: 0 }) };
  const lines: LineChoice[] = [{ id: 'l1', year: 2026, quarter: 1, title: 'Quý một', topic: 'SECURITY', model: 27 }, { id: 'l2', year: 2027, quarter: 4, title: 'Quý bốn', topic: 'CONTEST', model: 26 }];

  it('sends back what is stored, letter by letter', () => {
    const page = draw(<form><GoalFields stored={stored} lines={lines} /></form>);
    expect(Object.fromEntries(sent(page))).toMatchObject({ line: 'l2', name: stored.name, model: '27', topic: 'CONTEST', contentSource: 'Công an', goal: 'Nhận ra\nứng dụng giả', baseline: '61,5', target: '80', after: '30', pulse: 'Hỏi?', pulseOptions: 'Đúng\nSai', urgency: 'URGENT', urgentReason: 'Lan nhanh', isDuty: 'on', isDrill: 'on' });
  });

  it('starts from the line of the plan that it carries out, and is beside the plan without one', () => {
    expect(Object.fromEntries(sent(draw(<form><GoalFields lines={lines} line={lines[0]} /></form>)))).toMatchObject({ line: 'l1', name: 'Quý một', model: '27', topic: 'SECURITY' });
    const bare = draw(<form><GoalFields lines={[]} /></form>);
    expect(one(bare, 'line')).toBeUndefined();
    expect(Object.fromEntries(sent(bare))).toMatchObject({ model: '26', topic: 'PROJECT_06', urgency: 'NORMAL', after: '14', baseline: '', name: '' });
    expect(sent(bare).map(([name]) => name)).not.toContain('isDuty');
  });

  it('shows what was typed instead when it is refused, also what was taken out again', () => {
    const page = draw(<form><GoalFields stored={stored} lines={lines} /></form>, refused({ name: '<b>Khác', target: '801', urgency: 'NORMAL' }, { target: { vi: 'Từ 0 đến 100.', en: '0 to 100.' } }));
    expect(Object.fromEntries(sent(page))).toMatchObject({ name: '<b>Khác', target: '801', urgency: 'NORMAL', goal: '', pulse: '' });
    expect(sent(page).map(([name]) => name)).not.toContain('isDrill');
    expect(wordsOf(page)).toContain('Từ 0 đến 100.');
    expect(page).not.toContain('<b>Khác');
  });

  it.each<[number | null | undefined, string]>([[61.5, '61,5'], [80, '80'], [0, '0'], [null, ''], [undefined, '']])('writes the share %j as %j', (share, typed) => expect(percentTyped(share)).toBe(typed));
});

describe('the words of a message as a form', () => {
  const content: MessageTexts['content'] = { vi: { subject: 'Cảnh báo', body: 'Dòng một\n\n- một' }, en: { subject: 'Warning', body: 'One' }, link: '/help', question: { text: 'Hỏi?', options: ['Sai', 'Đúng', 'Cũng sai'], right: 1 } };
  const stored: MessageTexts = { content, channels: ['EMAIL', 'SMS', 'ZALO'], sms: 'Chú ý {{lien_ket}}', zalo: { templateId: 'T1', parameters: { ten: '{{ten}}', noi_dung: 'a = b' } } };
  const page = (of: MessageTexts | null = stored, offered: readonly (typeof personalMedia)[number][] = ['EMAIL'], answer?: unknown) => draw(<MessageFields campaign={{ id: 'c', revision: 3 }} offered={offered} linkLength={44} stored={of} shown={null} />, answer);

  it('sends back exactly what is stored: saving without a change changes nothing', () => {
    const { revision, content: again, channels, sms, zalo } = messageForm.parse(fieldsOf(page()));
    expect({ content: again, channels, sms, zalo }).toEqual({ ...stored, content: { ...content, question: { text: 'Hỏi?', options: ['Đúng', 'Sai', 'Cũng sai'], right: 0 } } });
    expect(revision).toBe(3);
  });

  it('offers the channels of this installation and those that were chosen before, with a field only for those that have words of their own', () => {
    const chosen = (of: MessageTexts | null, offered: readonly (typeof personalMedia)[number][]) => [...page(of, offered).matchAll(/<input [^>]*name="channels\[\]"[^>]*>/g)].map(([tag]) => /value="([A-Z]+)"/.exec(tag)?.[1]);
    expect(chosen(null, ['EMAIL'])).toEqual(['EMAIL']);
    expect(chosen(null, personalMedia)).toEqual([...personalMedia]);
    expect(chosen(stored, [])).toEqual(['EMAIL', 'SMS', 'ZALO']);
    expect(page(null, ['EMAIL'])).not.toContain('name="sms"');
    expect(page(null, ['EMAIL', 'SMS'])).toContain('name="sms"');
    expect(wordsOf(page(null, ['SMS']))).toMatch(/44 ký tự/);
  });

  it('opens the English part where there is one, or where something is wrong with it', () => {
    const isOpen = (markup: string) => /<details[^>]* open=""[^>]*>(?:(?!<\/details>)[\s\S])*name="subjectEn"/.test(markup);
    expect(isOpen(page())).toBe(true);
    expect(isOpen(page({ ...stored, content: { vi: content.vi } }))).toBe(false);
    expect(isOpen(page(null, ['EMAIL'], refused({ bodyEn: 'x' }, { subjectEn: { vi: 'Thiếu.', en: 'Missing.' } })))).toBe(true);
  });

  it('is taken out by one deed, which is offered only where something is stored', () => {
    expect(page()).toContain('action="/campaigns/c/content/message/removal"');
    expect(page(null)).not.toContain('/removal');
  });

  it('puts the right option first, wherever it stands', () => {
    expect(rightFirst({ options: ['a', 'b', 'c'], right: 2 })).toEqual(['c', 'a', 'b']);
    expect(rightFirst({ options: ['a', 'a', 'b'], right: 1 })).toEqual(['a', 'a', 'b']);
  });
});

describe('the words of a public medium as a form', () => {
  const facts = { boards: [], unsized: 0, smallest: 14, rate: 3.3, baseUrl: 'https://hoc06.vi-du.vn' };
  const stored: Record<string, Record<string, unknown>> = {
    LED: { pages: ['MỘT', 'HAI <b>'], seconds: 9 },
    LOUDSPEAKER: { script: 'Thưa bà con.\nMột.', infoType: 'EMERGENCY', variants: [{ language: 'Mường', text: 'Lời' }, { language: 'Khác', text: 'Lời hai' }] },
    POSTER: { headline: 'Dòng "lớn"', text: 'Lời\nhai', link: '/help' },
    CRAWL: { text: 'Chữ chạy' },
    POST: { title: 'Bài "đăng"', text: 'Đoạn một\n\nĐoạn hai', link: '/help' },
  };
  const page = (medium: (typeof publicMedia)[number], words?: Record<string, unknown>, answer?: unknown) => draw(<PublicMediumFields campaign={{ id: 'c', revision: 5, urgency: 'NORMAL', is_drill: 0, media: words ? [{ medium, content: JSON.stringify(words) }] : [] } as unknown as CampaignPage} medium={medium} facts={facts} />, answer);

  it.each(publicMedia)('%s sends back exactly what is stored', (medium) => {
    const [form] = /<form[^>]*data-island[\s\S]*?<\/form>/.exec(page(medium, stored[medium])) ?? [''];
    expect(publicForms[medium].parse(fieldsOf(form))).toEqual({ revision: 5, ...stored[medium] });
  });

  it.each(publicMedia)('%s without words has nothing to take out or to download, and says where its preview comes from', (medium) => {
    const empty = page(medium);
    expect(empty).not.toMatch(/removal|\/poster"|\/package"/);
    expect(wordsOf(empty)).toContain('Lưu nội dung để xem trước.');
    expect(page(medium, stored[medium])).toContain(`action="/campaigns/c/content/${medium.toLowerCase()}/removal"`);
  });

  it('leads to the files that a medium has', () => {
    const files = (medium: (typeof publicMedia)[number]) => [...page(medium, stored[medium]).matchAll(/href="\/campaigns\/c\/(poster|package[^"]*)"/g)].map(([, file]) => file);
    expect(publicMedia.map((medium) => [medium, files(medium)])).toEqual([['LED', ['package/led']], ['LOUDSPEAKER', ['package', 'package/text']], ['POSTER', ['poster']], ['CRAWL', ['package/crawl']], ['POST', ['package/post']]]);
  });

  it('has room for one more language than there are, never for more than may be, and for all while it is refused', () => {
    const rows = (markup: string) => [...markup.matchAll(/name="variant_\d"/g)].length;
    const variants = (count: number) => ({ ...stored['LOUDSPEAKER'], variants: Array.from({ length: count }, (_, at) => ({ language: `Tiếng ${at}`, text: 'Lời' })) });
    expect([0, 1, 3, mostVariants].map((count) => rows(page('LOUDSPEAKER', variants(count))))).toEqual([1, 2, mostVariants, mostVariants]);
    expect(rows(page('LOUDSPEAKER', undefined, refused({ language_3: 'Mông' })))).toBe(mostVariants);
    expect([...page('LOUDSPEAKER').matchAll(/<option value="([A-Z]+)"/g)].map(([, type]) => type)).toEqual([...informationTypes]);
  });
});

describe('the other forms of a campaign', () => {
  it('the audience sends back its rules, and nothing where nothing narrows it', () => {
    const choices = { units: [{ id: 'u1', name: 'Sở', depth: 0 }, { id: 'u2', name: 'Xã <i>', depth: 1 }], courses: [{ slug: 'an-toan', title: 'An toàn' }] };
    const page = (rules: object) => draw(<AudienceForm campaign={{ revision: 7, audience: JSON.stringify(rules) }} choices={choices} />);
    const narrow = page({ unitIds: ['u2', 'gone'], level: 'COMMUNE', categories: ['CADRE', 'CIVIL_SERVANT'], roles: ['UNIT_LEADER'], course: { slug: 'an-toan', state: 'IN_PROGRESS' }, exceptUnitIds: ['u1'], exceptCompleted: ['an-toan'] });
    expect(fieldsOf(narrow)).toEqual({ revision: '7', unitIds: ['u2', 'gone', ''], level: 'COMMUNE', categories: ['CADRE', 'CIVIL_SERVANT'], roles: ['UNIT_LEADER'], course: 'an-toan', courseState: 'IN_PROGRESS', exceptUnitIds: ['u1', ''], exceptCompleted: ['an-toan'] });
    expect(narrow).not.toContain('<i>');
    expect(fieldsOf(page({ unitIds: [], level: null, categories: [], roles: [], course: null, exceptUnitIds: [], exceptCompleted: [] }))).toEqual({ revision: '7', unitIds: [''], level: '', course: '', courseState: 'NOT_COMPLETED', exceptUnitIds: [''] });
    const before = page({ unitId: 'u2', level: null, categories: [], leadersOnly: true, course: null });
    expect(fieldsOf(before), 'rules of before, with what they meant').toMatchObject({ unitIds: ['u2', ''], roles: ['UNIT_LEADER'] });
  });

  it('the schedule asks of each chosen channel what it does when its moment is closed, and of no other', () => {
    const data = (media: { medium: string; when_closed: string }[]) => ({ offered: ['IN_APP', 'EMAIL'], campaign: { id: 'c', revision: 1, stagger_days: 7, media }, local: { sendAt: '2026-11-25T08:00', notAfter: '2026-11-30T08:00', now: '2026-11-23T08:00' }, facts: { quiet: { from: '22:00', to: '07:00', channels: [] }, cap: 3, start: null } }) as unknown as ScheduleData;
    const page = draw(<ScheduleForm {...data([{ medium: 'MESSAGE', when_closed: 'WAIT' }, { medium: 'SMS', when_closed: 'DROP' }, { medium: 'LED', when_closed: 'WAIT' }])} />);
    expect(fieldsOf(page)).toEqual({ revision: '1', sendAt: '25/11/2026 08:00', notAfter: '30/11/2026 08:00', stagger: '7', closed_SMS: 'DROP' });
  });

  it('the tabs mark the media that have words, and the one that is open', () => {
    const page = draw(<MediumTabs campaign={{ id: 'c', media: [{ medium: 'LED' }, { medium: 'EMAIL' }] }} current="POSTER" />);
    expect([...page.matchAll(/href="\/campaigns\/c\/content([^"]*)"/g)].map(([, path]) => path)).toEqual(['', '/led', '/loudspeaker', '/poster', '/crawl', '/post']);
    expect(page.match(/✓/g)).toHaveLength(1);
    expect(page).toMatch(/<a[^>]*aria-current[^>]*href="\/campaigns\/c\/content\/poster"|<a[^>]*href="\/campaigns\/c\/content\/poster"[^>]*aria-current/);
  });

  it('a place and a line of the plan send back what is stored', () => {
    const place = draw(<form><PlaceFields stored={{ id: 'p', name: 'Bảng "A"', kind: 'LED', unitId: 'u2', width: 192, height: 64, closedAt: null }} units={[{ id: 'u1', name: 'Sở', depth: 0 }, { id: 'u2', name: 'Xã', depth: 1 }]} /></form>);
    expect(fieldsOf(place)).toEqual({ name: 'Bảng "A"', kind: 'LED', unitId: 'u2', width: '192', height: '64' });
    const fresh = (ownUnit: string) => fieldsOf(draw(<form><PlaceFields ownUnit={ownUnit} units={[{ id: 'u1', name: 'Sở', depth: 0 }, { id: 'u2', name: 'Xã', depth: 1 }]} /></form>));
    expect([fresh('u2')['unitId'], fresh('elsewhere')['unitId']], 'a new one is where its operator is, or has to be chosen').toEqual(['u2', '']);
    expect(fieldsOf(draw(<form><PlanLineFields stored={{ title: 'Việc', quarter: 3, topic: 'CONTEST', model: 27 }} /></form>))).toEqual({ title: 'Việc', quarter: '3', topic: 'CONTEST', model: '27' });
    expect(fieldsOf(draw(<form><PlanLineFields /></form>))).toMatchObject({ title: '', quarter: '1', model: '26' });
  });

  it('answers are taken off the list one by one, and say when they will not be shown', () => {
    const answers = [{ entryId: 'a', question: 'Mất <b>thẻ?', isShown: true }, { entryId: 'b', question: 'Khác?', isShown: false }];
    const table = draw(<AnswersTable campaign={{ id: 'c', revision: 2 }} answers={answers} />);
    expect([...table.matchAll(/action="([^"]+)"/g)].map(([, action]) => action)).toEqual(['/campaigns/c/answers/a/removal', '/campaigns/c/answers/b/removal']);
    expect(table).not.toContain('<b>');
    expect(table.match(/name="revision" value="2"/g)).toHaveLength(2);
    const words = wordsOf(draw(<AnswerPicker campaign={{ id: 'c', revision: 2 }} choices={[{ ...answers[0], audience: 'INTERNAL' } as never, { ...answers[1], audience: 'PUBLIC' } as never]} inWriting={3} />));
    expect(words).toContain('3 câu đang soạn hoặc chờ công bố');
    expect(wordsOf(draw(<AnswersTable campaign={{ id: 'c', revision: 2 }} answers={[{ entryId: 'a', question: null, isShown: false }]} />))).toContain('Câu trả lời đang soạn');
    expect(words).toMatch(/Mất &lt;b&gt;thẻ\? · \S.* Khác\? · \S/);
    expect(draw(<AnswersTable campaign={{ id: 'c', revision: 2 }} answers={[]} />)).not.toContain('<table');
  });
});
