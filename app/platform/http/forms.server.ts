import { data } from '@remix-run/node';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { defineFormats } from '../i18n/formats.ts';
import type { Locale, Localised } from '../i18n/messages.ts';
import { platformMessages as messages } from '../messages.ts';
import { normaliseText } from '../text/normalise.ts';
import { arriving, bytesAtHand } from './adapter.server.ts';
import { languageBreak } from './in-both.ts';

/** What a form page gets back when something was wrong: the faults by field, and everything that was typed. */
export interface FormFaults {
  ok: false;
  faults: Record<string, Localised>;
  values: Record<string, string>;
}

export const defaultBodyLimit = 1_000_000;

/**
 * Reads a form body up to a limit.
 * @throws AppError too-large before more than `limit` bytes are kept in memory; invalid for what is no form, is packed, or is not written in UTF-8
 */
export async function readForm(request: Request, limit = defaultBodyLimit): Promise<FormData> {
  const bytes = await readBody(request, limit);
  const type = request.headers.get('content-type') ?? 'application/x-www-form-urlencoded';
  // Read as if it were plain it would be a form with none of its fields, and tick every box off.
  if (!isReadable(request.headers.get('content-encoding'), type)) throw new AppError('invalid', messages.both('form.invalid'));
  const form = isPlainForm(type) ? formOf(bytes) : await multipartOf(bytes, type);
  if (isGarbled(form, bytes)) throw new AppError('invalid', messages.both('form.encoding'));
  return form;
}

async function multipartOf(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(bytes as never, { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw new AppError('invalid', messages.both('form.invalid'), { cause });
  }
}

const replacement = '\ufffd';

/** Whether words were read with the sign for what is no letter although nobody had sent that sign: another character set, which would be kept with holes in every name. */
function isGarbled(form: FormData, bytes: Uint8Array): boolean {
  const hasHoles = [...form].some((pair) => pair.some((part) => typeof part === 'string' && part.includes(replacement)));
  if (!hasHoles) return false;
  const sent = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return !sent.includes(replacement) && !/%ef%bf%bd/i.test(sent.toString('latin1'));
}

/** Neither packed nor in a charset in which plain letters are other bytes. */
function isReadable(encoding: string | null, type: string): boolean {
  return (encoding ?? 'identity').trim().toLowerCase() === 'identity' && !/;\s*charset\s*=\s*"?(utf-?(7|16|32)|ucs)/i.test(type);
}

function isPlainForm(type: string): boolean {
  return type.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function formOf(bytes: Uint8Array): FormData {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(Buffer.from(bytes).toString())) form.append(name, value);
  return form;
}

/** How much of a refused body is still taken in: a browser that is not allowed to finish sending never shows the answer. */
const drained = 100_000_000;

/**
 * Reads any body up to a limit.
 * @throws AppError too-large before more than `limit` bytes are kept in memory
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > drained) throw tooLarge(limit);
  const atHand = bytesAtHand(request);
  if (atHand && atHand.byteLength <= limit) return atHand;
  if (atHand) throw tooLarge(limit);
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving(request)) {
    size += chunk.byteLength;
    if (size > drained) break;
    if (Math.max(size, declared) > limit) chunks = [];
    else chunks.push(chunk);
  }
  if (Math.max(size, declared) > limit) throw tooLarge(limit);
  return Buffer.concat(chunks);
}

function tooLarge(limit: number): AppError {
  const say = (locale: Locale) => messages.in(locale)('error.too-large', { max: defineFormats(locale, 'UTC').bytes(limit) });
  return new AppError('too-large', { vi: say('vi'), en: say('en') });
}

type Field = string | string[] | File;

/** Text fields of a form, normalised (NFC, no invisible characters). Repeated names become an array under `name[]`; else the last counts. */
export function fieldsOf(form: FormData): Record<string, Field> {
  // One pass over the form: asking it for each name again would take minutes for a hostile form of many names.
  const fields = new Map<string, Field>();
  for (const [name, value] of form) {
    if (value instanceof File) fields.set(name, value);
    else if (!name.endsWith('[]')) fields.set(name, normaliseText(value));
    else {
      const list = fields.get(name.slice(0, -2));
      if (Array.isArray(list)) list.push(normaliseText(value));
      else fields.set(name.slice(0, -2), [normaliseText(value)]);
    }
  }
  return Object.fromEntries(fields);
}

/** The faults of a failed parse by field, each as a sentence in both languages. */
export function faultsOf(error: z.ZodError): Record<string, Localised> {
  const faults: Record<string, Localised> = {};
  for (const issue of error.issues) faults[issue.path.join('.') || 'form'] ??= sentence(issue);
  return faults;
}

/** Zod messages that were written with `inBoth` carry both languages; others get a general sentence. */
function sentence(issue: z.core.$ZodIssue): Localised {
  const [vi, en] = issue.message.split(languageBreak);
  if (vi && en) return { vi, en };
  if (issue.code === 'too_big' && issue.origin === 'string') return messages.both('form.too-long', { max: Number(issue.maximum) });
  if (isUnchosen(issue)) return messages.both(issue.code === 'too_small' && issue.origin === 'array' ? 'form.choose-some' : 'form.choose');
  if (issue.code === 'too_small' || issue.input === undefined) return messages.both('form.required');
  // Of a field that wants one line: a header of a mail, a name. What else is wrong with it shows when this is put right.
  if (issue.code === 'invalid_format' && typeof issue.input === 'string' && /[\u0000-\u001f\u007f]/.test(issue.input)) return messages.both('form.one-line');
  return messages.both('form.invalid');
}

/** Whether a closed list was left without a choice: one of named values, several of a list, or what a field stands for by its id. */
function isUnchosen(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'too_small' && issue.origin === 'array') return true;
  const isEmpty = issue.input === undefined || issue.input === '';
  return isEmpty && (issue.code === 'invalid_value' || String(issue.path.at(-1) ?? '').endsWith('Id'));
}

/** Refusal of a form: faults, and the text fields as they were typed; what was chosen several times stands line by line. */
export function refuseForm(faults: Record<string, Localised>, fields: Record<string, unknown>, secretFields: readonly string[] = []): FormFaults {
  const texts = Object.entries(fields)
    .map(([name, value]): [string, unknown] => [name, Array.isArray(value) ? value.join('\n') : value])
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !secretFields.includes(entry[0]));
  return { ok: false, faults, values: Object.fromEntries(texts) };
}

/** What somebody wrote in words of her own, as against what she chose (a name, a number, a list of them): for a refusal that cannot show her form again. */
export function wordsOf(values: Record<string, string>): string[] {
  return Object.values(values).filter((value) => /\S[ \t]+\S|[^\u0000-\u007f]/.test(value));
}

/** The answer to a form that a command refused: 409 when what is stored is no longer what the page showed, 422 when a field is to be mended. */
export function refusedForm(faults: Record<string, Localised>, fields: Record<string, unknown>) {
  return data(refuseForm(faults, fields), { status: 'form' in faults ? 409 : 422 });
}
