import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ticketPageMessages } from '../messages/ticket-pages.ts';
import { ticketMessages } from '../messages/tickets.ts';
import type { TicketPage } from '../queries/tickets.server.ts';
import { certainAidGroups, aidGroups, deedsFor, matters, ticketKinds, ticketStates, type TicketKind } from '../rules/ticket.ts';
import { AnswersToUse } from './ticket-answers.tsx';
import { MatterChoice, TicketForm } from './ticket-form.tsx';
import { TicketAbout, TicketFacts, TicketSteps, Timeline } from './ticket-shown.tsx';

const hostile = '"><script>alert(1)</script>\n=cmd';
const draw = (node: ReactNode, { locale = 'vi', answer }: { locale?: Locale; answer?: unknown } = {}) => drawPage(() => node, { locale, answer });
const words = (node: ReactNode, locale: Locale = 'vi') => wordsOf(draw(node, { locale }));
const t = ticketPageMessages.in('vi');
const w = ticketMessages.in('vi');
const at = '2026-11-22T17:00:00.000Z';
const ticket = (changes: Partial<TicketPage> = {}): TicketPage => ({
  id: 't', code: 'PT-2026-000001', kind: 'QUESTION', state: 'RECEIVED', isLate: false, dueAt: at, body: 'UBND cấp xã', officer: null, citizen: null, revision: 0, bodyKey: 'ubnd-xa', bodyPhone: null, bodyAddress: null, bodyHours: null, summary: 'Hỏi về khai sinh.', contact: null, replyChannel: 'PHONE', aidGroup: null, limitationOn: null, hasParty: false,
  callHref: null, unitName: null, answer: null, found: null, sentAt: null, erasedAt: null, receivedAt: at, receivedBy: 'Quách Thị Lụa', deeds: [], mayReveal: false, used: null, replies: [], events: [], ...changes,
});

it('says how the body of a ticket is reached, as far as that is known', () => {
  const known = draw(<TicketFacts ticket={ticket({ bodyPhone: '0229 3871 111', bodyAddress: hostile, bodyHours: '7 giờ 30 đến 17 giờ' })} />);
  expect(known).toContain('href="tel:02293871111"');
  expect(wordsOf(known)).toMatch(/0229 3871 111[^]*7 giờ 30 đến 17 giờ/);
  expect(known).not.toContain('<script>');
  expect(draw(<TicketFacts ticket={ticket()} />)).not.toContain('tel:');
});

it('begins the name of a commune with a large letter, as the list to choose from does', () => {
  expect(words(<TicketFacts ticket={ticket({ unitName: 'phường Hoa Lư' })} />)).toContain('Xã, phường Phường Hoa Lư');
});

describe('what it is that a citizen comes with', () => {
  it('is asked first, each with its one line; information is looked up, a crime is routed, the rest becomes a ticket of its call', () => {
    const markup = draw(<MatterChoice call="goi & lai" />);
    const hrefs = [...markup.matchAll(/href="([^"]+)"/g)].map((found) => found[1]);
    expect(hrefs).toEqual(matters.map((matter) => (matter === 'INFORMATION' ? '/help' : matter === 'CRIME_REPORT' ? '/tickets/crime-report?call=goi+%26+lai' : `/tickets/new?kind=${matter}&amp;call=goi+%26+lai`)));
    for (const matter of matters) expect(wordsOf(markup)).toContain(w(`about.${matter}`));
    expect(draw(<MatterChoice call={undefined} />)).not.toContain('call=');
  });
});

describe('the form of a ticket', () => {
  const choices = { bodies: [{ key: 'ubnd-xa', name: hostile }, { key: 'tro-giup-phap-ly', name: 'Trung tâm' }], communes: ['Phường Hoa Lư', 'Xã Ninh Vân (cũ), nay là phường Nam Hoa Lư'], hours: '07:30–11:30' };
  const form = (kind: TicketKind, more: Parameters<typeof draw>[1] = {}) => draw(<TicketForm kind={kind} call={undefined} once="0190a000-0000-7000-8000-000000000001" commune={null} choices={choices} />, more);
  const names = (markup: string) => new Set([...markup.matchAll(/name="(\w+)"/g)].map((found) => found[1]));

  it.each(ticketKinds)('of kind %s asks for what that kind needs and nothing more', (kind) => {
    const has = names(form(kind));
    expect([has.has('aidGroup'), has.has('limitationOn'), has.has('party')]).toEqual([kind === 'LEGAL_AID', ['LEGAL_AID', 'LEGAL_HELP', 'COMPLAINT'].includes(kind), kind === 'LEGAL_AID' || kind === 'LEGAL_HELP']);
    expect(wordsOf(form(kind)).includes(w('disclaimer'))).toBe(kind === 'LEGAL_AID' || kind === 'LEGAL_HELP');
    expect(wordsOf(form(kind))).toContain(t('new.secret'));
  });

  it('says of a group that is not certain that an officer appraises it', () => {
    const text = wordsOf(form('LEGAL_AID'));
    for (const group of aidGroups) expect(text.includes(w('aid.unsure', { group: w(`aid.${group}`) }))).toBe(!certainAidGroups.has(group));
  });

  it('keeps its id and all that was typed when it is refused, so that sending it again is one ticket', () => {
    const values = { once: '0190a000-0000-7000-8000-00000000000f', callId: 'c1', summary: hostile, bodyKey: 'tro-giup-phap-ly', commune: 'Ninh Vân', name: hostile, replyChannel: 'EMAIL', contact: 'a@vi-du.invalid', aidGroup: 'POOR', limitationOn: '2026-02-30', party: hostile };
    const markup = form('LEGAL_AID', { answer: { ok: false, faults: { summary: ticketMessages.both('fault.IDENTITY') }, values } });
    expect(markup).not.toContain('<script>');
    for (const value of [values.once, values.callId, values.contact, values.commune, '30/02/2026']) expect(markup).toContain(`value="${value}"`);
    for (const value of ['tro-giup-phap-ly', 'EMAIL', 'POOR']) expect(markup).toContain(`<option value="${value}" selected="">`);
    expect(wordsOf(markup)).toContain(w('fault.IDENTITY'));
  });
});

it('offers each answer that was found by a link that says to do what, and for a screen reader with which', () => {
  const page = draw(<AnswersToUse ticketId="t" found={{ q: 'mức 2', hits: [{ slug: 'muc-2', question: 'Làm mức 2 ở đâu?', short: hostile }, { slug: 'le-phi', question: 'Lệ phí?', short: 'Không.' }] } as Parameters<typeof AnswersToUse>[0]['found']} />);
  expect([...page.matchAll(/href="([^"]+)"[^>]*>Dùng câu này</g)].map((hit) => hit[1])).toEqual(['/tickets/t/steps/answer?q=m%E1%BB%A9c+2&amp;use=muc-2', '/tickets/t/steps/answer?q=m%E1%BB%A9c+2&amp;use=le-phi']);
  expect(page.match(/aria-label="[^"]*(Làm mức 2 ở đâu|Lệ phí)/g)).toHaveLength(2);
  expect(page).not.toContain('<script>');
});

describe('a ticket', () => {
  it('says first what must be known: what it is not, that there is an answer, until when', () => {
    const text = words(<TicketAbout ticket={ticket({ kind: 'LEGAL_AID', found: hostile, limitationOn: '2028-02-29' })} />);
    for (const sentence of [w('disclaimer'), t('ticket.limitation-soon', { day: '29/02/2028' })]) expect(text).toContain(sentence);
    expect(draw(<TicketAbout ticket={ticket({ found: hostile, summary: hostile, answer: hostile })} />)).not.toContain('<script>');
    expect(words(<TicketAbout ticket={ticket({ state: 'CLOSED', limitationOn: '2028-02-29' })} />)).not.toContain('29/02/2028');
  });

  it('that was erased says so and shows nothing of what was in it', () => {
    const text = words(<TicketAbout ticket={ticket({ erasedAt: at, summary: 'Không được thấy' })} />);
    expect(text).toContain('23/11/2026 00:00');
    expect(text).not.toContain('Không được thấy');
  });

  it.each(['vi', 'en'] as const)('has a word in %s for every state and kind, and "late" only when it is', (locale) => {
    const say = ticketMessages.in(locale);
    for (const state of ticketStates) expect(words(<TicketFacts ticket={ticket({ state })} />, locale)).toContain(say(`state.${state}`));
    for (const kind of ticketKinds) expect(words(<TicketFacts ticket={ticket({ kind })} />, locale)).toContain(say(`kind.${kind}`));
    expect([words(<TicketFacts ticket={ticket({ isLate: true })} />, locale).includes(say('late')), words(<TicketFacts ticket={ticket()} />, locale).includes(say('late'))]).toEqual([true, false]);
  });

  it('leads to the citizen and the call only those who may go there', () => {
    expect([...draw(<TicketFacts ticket={ticket()} />).matchAll(/<a[^>]*href="([^"]+)"/g)].map((found) => found[1])).toEqual(['/tickets/bodies/ubnd-xa']);
    const markup = draw(<TicketFacts ticket={ticket({ mayReveal: true, callHref: '/desk/calls/c' })} />);
    expect([...markup.matchAll(/<a[^>]*href="([^"]+)"/g)].map((found) => found[1])).toEqual(['/tickets/bodies/ubnd-xa', '/desk/calls/c', '/tickets/t/citizen']);
  });

  it.each(ticketStates)('in state %s offers each step once, one of them first, and closing never first', (state) => {
    const deeds = deedsFor(state);
    const markup = draw(<TicketSteps ticket={ticket({ state, deeds, officer: state === 'RECEIVED' ? null : 'Mạc Thị Hồi' })} />);
    const shown = [...markup.matchAll(/<a[^>]*href="\/tickets\/t\/steps\/(\w+)"[^>]*>/g)].map((found) => ({ deed: found[1], isFirst: found[0].includes('btn-primary') }));
    expect(shown.map(({ deed }) => deed).toSorted()).toEqual(deeds.toSorted());
    for (const { deed, isFirst } of shown) if (deed === 'close') expect(isFirst).toBe(false);
    expect(wordsOf(markup).includes(t('ticket.no-next'))).toBe(deeds.length === 0);
  });

  it('that is somebody’s is given on as the last thing, and has a slip once it was sent', () => {
    const steps = (changes: Partial<TicketPage>) => draw(<TicketSteps ticket={ticket({ officer: 'Mạc Thị Hồi', deeds: deedsFor('SENT'), ...changes })} />);
    expect(wordsOf(steps({}))).toContain(t('step.reassign'));
    expect([...steps({}).matchAll(/steps\/(\w+)"/g)].map((found) => found[1])).toEqual(['answer', 'wait', 'close', 'assign']);
    expect([steps({ sentAt: at }).includes('/slip'), steps({ sentAt: at, mayReveal: true }).includes('/slip'), steps({ mayReveal: true }).includes('/slip')]).toEqual([false, true, false]);
  });

  it('tells its story by name and moment; what the house did by itself has no name, and no note becomes markup', () => {
    const events = [{ id: '1', at, deed: 'RECEIVE', by: 'Quách Thị Lụa', note: hostile }, { id: '2', at, deed: 'ESCALATE', by: null, note: 'trong máy' }];
    const node = <Timeline ticket={ticket({ events })} />;
    expect(draw(node)).not.toContain('<script>');
    const text = words(node);
    expect(text).toContain('Quách Thị Lụa');
    expect(text).toContain(t('ticket.system'));
    expect(text).not.toContain('trong máy');
  });
});
