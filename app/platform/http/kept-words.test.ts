import { data } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { textOf } from '../../../tests/support/page.tsx';
import { AppError } from '../errors.ts';
import { wordsOf } from './forms.server.ts';
import { speaking } from './resource.server.ts';
import { createRouteBuilder } from './route.server.ts';

const late = new AppError('conflict', { vi: 'Đã có người làm trước', en: 'Somebody was faster' });
const context = requestContext(undefined as never, testClock());
const { submit, page } = createRouteBuilder<{ id: string }>({ actorOf: async () => ({ id: 'an' }), challenge: async () => new Response(), detour: () => null });
const form = z.object({ reason: z.string().max(40), title: z.string().optional(), code: z.string().optional(), revision: z.string().optional(), who: z.array(z.string()).optional() });

function argsOf(fields: [string, string][], headers: Record<string, string> = {}) {
  const request = new Request('http://x/a/return', { method: 'POST', headers, body: new URLSearchParams(fields) });
  return { request, params: {}, context };
}

/** What a deed of its own answers somebody whose form it refuses with `act`. */
async function refusalOf(act: () => unknown, fields: [string, string][], headers: Record<string, string> = {}) {
  const action = submit({ guard: 'signed-in', form, secretFields: ['code'] }, act);
  const answer = (await Promise.resolve(speaking(action as never, [])(argsOf(fields, headers) as never)).catch((thrown: unknown) => thrown)) as Response;
  return { status: answer.status, text: textOf(answer) || (await answer.text()) };
}
const tooLate = () => { throw late; };
const sent: [string, string][] = [['reason', 'Thiếu <nguồn> của số liệu'], ['title', 'Hai\ndòng chữ'], ['code', 'mã bí mật'], ['revision', '7'], ['who[]', '018f-1'], ['who[]', '018f-2']];

describe('the words of a form that comes too late', () => {
  it('stand on the page that refuses it, to be copied; what was only chosen does not, nor what is secret', async () => {
    const { status, text } = await refusalOf(tooLate, sent);
    expect(status).toBe(409);
    expect(text).toContain('<p>Đã có người làm trước</p>');
    expect([...text.matchAll(/<pre class="kept-text">([^<]*)<\/pre>/g)].map(([, words]) => words)).toEqual(['Thiếu &lt;nguồn&gt; của số liệu', 'Hai\ndòng chữ']);
    expect(text).toContain('để sao chép lại');
  });

  it('stand there as well when the form itself is refused, or by a value instead of an error', async () => {
    expect((await refusalOf(tooLate, [['reason', 'một câu dài '.repeat(20)]])).text).toMatch(/<pre class="kept-text">một câu dài một câu/);
    const asValue = () => data({ ok: false, faults: { form: late.say }, values: { reason: 'Hai chữ' } }, { status: 409 });
    expect((await refusalOf(asValue, sent)).text).toContain('<pre class="kept-text">Hai chữ</pre>');
  });

  it('are not told to a script, which has them, and never when nothing was written', async () => {
    expect(JSON.parse((await refusalOf(tooLate, sent, { accept: 'application/json' })).text)).toEqual({ kind: 'conflict', say: late.say });
    const { text } = await refusalOf(tooLate, [['reason', 'x'], ['revision', '7']]);
    expect([text.includes('kept-text'), text.includes('sao chép')]).toEqual([false, false]);
  });

  it('go with the refusal of a page that has a form, and with no refusal to read', async () => {
    const action = submit({ guard: 'signed-in', form }, tooLate);
    await expect(action(argsOf(sent) as never)).rejects.toMatchObject({ data: { kind: 'conflict', words: ['Thiếu <nguồn> của số liệu', 'Hai\ndòng chữ', 'mã bí mật'] }, init: { status: 409 } });
    await expect(page({ guard: 'signed-in' }, tooLate)(argsOf([]) as never)).rejects.toMatchObject({ data: { kind: 'conflict', say: late.say } });
  });
});

it.each([['hai chữ', true], ['Đúng', true], ['two words', true], ['a\tb', true], ['', false], ['  ', false], [' x ', false], ['NORMAL', false], ['a1b2-c3d4', false], ['a1\na2', false], ['2026-11-24T09:00', false], ['307', false]])('%j was written or chosen: %s', (value, isWritten) => {
  expect(wordsOf({ value })).toEqual(isWritten ? [value] : []);
});
