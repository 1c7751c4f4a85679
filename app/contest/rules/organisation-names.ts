import { fold } from '../../platform/text/fold.ts';

/** Where everybody has an address: it says nothing about who works together. */
const publicDomains = new Set(['gmail.com', 'yahoo.com', 'yahoo.com.vn', 'outlook.com', 'outlook.com.vn', 'hotmail.com', 'live.com', 'icloud.com', 'proton.me', 'protonmail.com', 'zoho.com', 'mail.com', 'gmx.com', 'msn.com', 'ymail.com', 'vnn.vn', 'fpt.vn']);

/** Legal forms of firms, folded, as people write them in names. */
const legalForms = ['cong ty', 'cty', 'co phan', 'cp', 'trach nhiem huu han', 'tnhh', 'mtv', 'mot thanh vien', 'jsc', 'ltd', 'co', 'corp', 'inc', 'company', 'doanh nghiep tu nhan', 'dntn'];
const anyLegalForm = new RegExp(`\\b(${legalForms.join('|')})\\b`, 'g');
/** Those with which a firm's name begins; the others may follow them. “co” is left out: without its marks “có” reads like it. */
const heads = new Set(['cong ty', 'cty', 'doanh nghiep tu nhan', 'dntn']);
const leading = legalForms.filter((form) => form !== 'co').map((form) => form.split(' '));

/** A name without marks and without the legal form, as "Cty CP Dữ liệu" and "Công ty cổ phần dữ liệu" are one firm. */
export function organisationKey(name: string): string {
  const folded = fold(name);
  return folded.replace(anyLegalForm, ' ').replace(/\s+/g, ' ').trim() || folded;
}

/** Where the legal form in front of a place in folded words begins; the place itself when no firm's name begins there. */
export function legalFormBefore(words: readonly string[], at: number): number {
  let [first, hasHead] = [at, false];
  for (;;) {
    const form = leading.find((one) => one.every((word, step) => words[first - one.length + step] === word));
    if (!form) return hasHead ? first : at;
    first -= form.length;
    hasHead ||= heads.has(form.join(' '));
  }
}

/** The domain of an address, when it says where somebody works; empty for those that everybody may have. */
export function ownDomain(email: string | null): string {
  const domain = email?.toLowerCase().split('@').at(-1) ?? '';
  return publicDomains.has(domain) ? '' : domain;
}
