import { z } from 'zod';
import type { Localised } from '../../platform/i18n/messages.ts';
import { defineSetting } from '../../platform/settings.ts';
import { fold } from '../../platform/text/fold.ts';
import { accountMessages as messages } from '../messages/account.ts';

/** Why these figures: docs/decisions/0020-passwords-without-second-factor.md. */
export const passwordPolicy = defineSetting({
  key: 'people.password-policy',
  value: z.object({ minLength: z.number().int().min(8).max(64), passphraseLength: z.number().int().min(12).max(128), history: z.number().int().min(0).max(24) }),
  fallback: { minLength: 14, passphraseLength: 20, history: 10 },
  legalBasis: 'TCVN 14423:2026, 5.6.2.2 (mức gợi ý khi chưa có xác thực hai lớp, chủ quản xác nhận)',
});

const hours = z.number().int().min(1).max(720);

/** How long what an administrator hands over may be used. */
export const handoverPolicy = defineSetting({
  key: 'people.handover-policy',
  value: z.object({ temporaryPasswordHours: hours, activationLinkHours: hours, firstAdminLinkHours: hours }),
  fallback: { temporaryPasswordHours: 72, activationLinkHours: 72, firstAdminLinkHours: 24 },
  legalBasis: 'QĐ 742/QĐ-BTTTT, 1.3 (mật khẩu cấp lần đầu phải đổi; thời hạn do chủ quản đặt)',
});

export type PasswordPolicy = z.infer<typeof passwordPolicy.value>;
/** Whose password it is: what must not be part of it. */
export interface PasswordOwner {
  fullName: string;
  staffNo: string | null;
  email: string | null;
}

export const longestPassword = 200;

const kinds = [
  ['upper', /\p{Lu}/u],
  ['lower', /\p{Ll}/u],
  ['digit', /\p{Nd}/u],
  ['other', /[^\p{Lu}\p{Ll}\p{Nd}\s]/u],
] as const;

/** What is wrong with a new password, one sentence per fault; empty when nothing is. Whether it was used before is asked elsewhere. */
export function passwordFaults(typed: string, owner: PasswordOwner, policy: PasswordPolicy): Localised[] {
  // As it is hashed: decomposed, every mark would count as a letter and as a sign.
  const password = typed.normalize('NFC');
  const length = [...password].length;
  const missing = kinds.filter(([, pattern]) => !pattern.test(password)).map(([kind]) => kind);
  const faults: Localised[] = [];
  if (length > longestPassword) faults.push(messages.both('password.too-long', { max: longestPassword }));
  if (length < policy.minLength) faults.push(messages.both('password.too-short', { length, min: policy.minLength, phrase: policy.passphraseLength }));
  else if (length < policy.passphraseLength && missing.length > 0) faults.push(missingKinds(missing, policy));
  if (isGuessable(password)) faults.push(messages.both('password.common'));
  if (namesOwner(password, owner)) faults.push(messages.both('password.personal'));
  return faults;
}

function missingKinds(missing: readonly (typeof kinds)[number][0][], policy: PasswordPolicy): Localised {
  const list = (locale: 'vi' | 'en') => missing.map((kind) => messages.in(locale)(`password.kind.${kind}`)).join(', ');
  const say = (locale: 'vi' | 'en') => messages.in(locale)('password.kinds', { missing: list(locale), phrase: policy.passphraseLength });
  return { vi: say('vi'), en: say('en') };
}

/** Words that everybody tries first, as they look without marks, digits and signs. */
const commonWords = new Set(
  'password passw0rd matkhau matkhaumoi qwerty qwertyuiop asdfghjkl zxcvbnm abc abcd admin administrator quantri quantrivien welcome letmein iloveyou anhyeuem emyeuanh yeuem vietnam hanoi hochiminh saigon ninhbinh namdinh hanam chinhphu congan canbo congchuc hoc dean deanso deanhoc daotao thaydoi doimatkhau changeme default test demo secret login dangnhap'.split(' '),
);
const lookAlikes: Record<string, string> = { '@': 'a', '4': 'a', '0': 'o', '1': 'i', '3': 'e', $: 's', '5': 's' };
const keyRows = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'].flatMap((row) => [row, [...row].toReversed().join('')]);

/** One of the usual passwords with digits and signs around it, a run of keys, or one short piece said again and again. */
function isGuessable(password: string): boolean {
  const plain = fold(password).replaceAll(' ', '');
  const inner = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const [readAs, innerReadAs] = [readLookAlikes(password), readLookAlikes(inner)];
  const cores = [plain, readAs, innerReadAs].map((text) => text.replace(/[^a-z]/g, ''));
  if (cores.some((core) => commonWords.has(pieceOf(core)) || commonWords.has(core.replace(/(.)\1+/g, '$1')))) return true;
  return pieceOf(plain).length <= 4 || keyRows.some((row) => plain.length >= 6 && row.includes(plain));
}

function readLookAlikes(text: string): string {
  return fold([...text].map((letter) => lookAlikes[letter] ?? letter).join('')).replaceAll(' ', '');
}

/** The shortest piece that, repeated, makes the text. */
function pieceOf(text: string): string {
  const length = (text + text).indexOf(text, 1);
  return length < 0 ? text : text.slice(0, length);
}

function namesOwner(password: string, owner: PasswordOwner): boolean {
  const plain = fold(password).replaceAll(' ', '');
  const words = fold(owner.fullName).split(' ');
  const telling = [words.join(''), words.slice(-2).join(''), fold(owner.staffNo ?? '').replaceAll(' ', ''), fold(owner.email?.split('@')[0] ?? '').replaceAll(' ', '')];
  return telling.some((piece) => piece.length >= 4 && plain.includes(piece));
}
