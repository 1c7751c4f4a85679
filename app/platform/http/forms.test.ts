import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultsOf, fieldsOf, readForm, refuseForm } from './forms.server.ts';
import { inBoth } from './in-both.ts';

const post = (body: BodyInit, headers: Record<string, string> = {}) => new Request('http://x/', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
const read = async (body: string) => fieldsOf(await readForm(post(body)));
const streamed = (size: number, pieces: number) => new Request('http://x/', { method: 'POST', duplex: 'half', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new ReadableStream({ pull(controller) { if (pieces-- > 0) controller.enqueue(new Uint8Array(size).fill(97)); else controller.close(); } }) } as RequestInit);

describe('reading a form', () => {
  it('gives normalised text, the last of repeated names, and lists under name[]', async () => {
    expect(await read('a=Thuy%CC%80&a=Thu%E1%BB%B3%E2%80%8B&b%5B%5D=1&b%5B%5D=2&c=')).toEqual({ a: 'Thuỳ', b: ['1', '2'], c: '' });
  });

  it('takes for itself what is no sign', async () => {
    expect(await read('b=%ZZ&%=c&&=&d')).toMatchObject({ b: '%ZZ', d: '' });
  });

  it('keeps names that mean something to JavaScript as plain names', async () => {
    const fields = await read('__proto__%5B%5D=x&constructor=y&__proto__=z');
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.keys(fields).toSorted()).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });

  it('reads a hostile form of very many names without standing still', async () => {
    const names = 120_000;
    const fields = await read(Array.from({ length: names }, (_none, index) => `f${index}=`).join('&'));
    expect(Object.keys(fields)).toHaveLength(names);
  });

  it('refuses more than its limit, declared or not', async () => {
    await expect(readForm(post('a=1'.repeat(100)), 99)).rejects.toMatchObject({ kind: 'too-large', say: { vi: expect.stringContaining('quá lớn') } });
    await expect(readForm(post('x', { 'content-length': '5000000' }))).rejects.toMatchObject({ kind: 'too-large' });
    await expect(readForm(streamed(600_000, 2))).rejects.toMatchObject({ kind: 'too-large' });
    expect([...(await readForm(streamed(400_000, 2)))]).toHaveLength(1);
  });

  it('reads files and text of a multipart form', async () => {
    const form = new FormData();
    form.set('name', 'danh-sach');
    form.set('file', new File(['họ tên'], 'a.csv', { type: 'text/csv' }));
    const fields = fieldsOf(await readForm(new Request('http://x/', { method: 'POST', body: form })));
    expect(fields['name']).toBe('danh-sach');
    expect(await (fields['file'] as File).text()).toBe('họ tên');
  });

  it.each([['no boundary', 'multipart/form-data'], ['a boundary that never comes', 'multipart/form-data; boundary=x'], ['JSON', 'application/json'], ['plain text', 'text/plain'], ['nonsense', ';;;']])('refuses a body with %s', async (_what, type) => {
    await expect(readForm(post('{"a":1}', { 'content-type': type }))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('takes an empty body for an empty form', async () => {
    expect(await read('')).toEqual({});
    expect([...(await readForm(new Request('http://x/', { method: 'POST' })))]).toEqual([]);
  });
});

describe('faults of a form', () => {
  const schema = z.object({ name: z.string().min(1).max(5), age: z.coerce.number().max(90), tags: z.array(z.string().min(1)).optional(), code: z.string().regex(/^\d+$/, inBoth({ vi: 'Chỉ gồm chữ số.', en: 'Digits only.' })) });
  const faults = (value: unknown) => {
    const parsed = schema.safeParse(value, { reportInput: true });
    return parsed.success ? {} : Object.fromEntries(Object.entries(faultsOf(parsed.error)).map(([field, say]) => [field, say.vi]));
  };

  it('are one sentence per field', () => {
    expect(faults({ name: 'quá dài rồi', age: 91, code: 'x' })).toEqual({ name: 'Nội dung dài quá 5 ký tự.', age: 'Nội dung chưa đúng. Vui lòng kiểm tra lại.', code: 'Chỉ gồm chữ số.' });
    expect(faults({ name: '', age: 1 })).toEqual({ name: 'Vui lòng nhập thông tin này.', code: 'Vui lòng nhập thông tin này.' });
    expect(faults({ name: 'a', age: 1, code: '1', tags: ['a', ''] })).toEqual({ 'tags.1': 'Vui lòng nhập thông tin này.' });
    expect(faults('no object')).toEqual({ form: 'Nội dung chưa đúng. Vui lòng kiểm tra lại.' });
  });

  it('ask to choose where a field is a closed list, and to fill in where it is typed', () => {
    const form = z.object({ decision: z.enum(['KEEP', 'STOP']), phase: z.enum(['BEFORE', 'AFTER']), unitId: z.string().min(1), groupId: z.string(), channels: z.array(z.string()).min(1), paid: z.string().min(1) });
    const say = (value: unknown) => Object.fromEntries(Object.entries(faultsOf(form.safeParse(value, { reportInput: true }).error ?? new z.ZodError([]))).map(([field, { vi }]) => [field, vi]));
    const one = 'Vui lòng chọn một mục.';
    expect(say({ phase: '', unitId: '', channels: [], paid: '' })).toEqual({ decision: one, phase: one, unitId: one, groupId: one, channels: 'Vui lòng chọn ít nhất một mục.', paid: 'Vui lòng nhập thông tin này.' });
    expect(say({ decision: 'x', phase: 'AFTER', unitId: 'a', groupId: 'b', channels: ['a'], paid: 'a' })).toEqual({ decision: 'Nội dung chưa đúng. Vui lòng kiểm tra lại.' });
  });

  it('say of a line break in a field of one line that it must go, and of anything else what they said before', () => {
    const line = z.object({ subject: z.string().regex(/^[^\u0000-\u001f]*$/), code: z.string().regex(/^\d+$/).optional() });
    const say = (value: unknown) => Object.values(faultsOf(line.safeParse(value, { reportInput: true }).error ?? new z.ZodError([]))).map(({ vi }) => vi);
    const oneLine = 'Vui lòng viết trên một dòng, không xuống dòng hay dùng ký tự điều khiển.';
    for (const subject of ['a\r\nBcc: x@y.vn', 'a\u0000', '\u001b[2J']) expect(say({ subject }), JSON.stringify(subject)).toEqual([oneLine]);
    expect(say({ subject: 'a', code: 'x' })).toEqual(['Nội dung chưa đúng. Vui lòng kiểm tra lại.']);
    expect(say({ subject: 7 })).toEqual(['Nội dung chưa đúng. Vui lòng kiểm tra lại.']);
  });

  it('come back with the texts as typed, without secrets and files', () => {
    const say = { vi: 'Sai', en: 'Wrong' };
    expect(refuseForm({ form: say }, { name: 'An', password: 'p', list: ['a', 'b'], file: new File([], 'a') }, ['password'])).toEqual({ ok: false, faults: { form: say }, values: { name: 'An', list: 'a\nb' } });
  });
});
