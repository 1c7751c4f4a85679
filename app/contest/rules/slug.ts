import { fold } from '../../platform/text/fold.ts';

/** Second words of addresses under /contests that are pages of their own. */
export const reservedSlugs: ReadonlySet<string> = new Set(['register', 'sign-in', 'profile', 'entries', 'entry', 'judging', 'judge', 'results', 'gallery', 'invitations', 'invitation', 'votes', 'receipt-key', 'receipts', 'verify', 'adoption', 'new', 'desk', 'files', 'mine']);

/** The address of a contest from its title: `sang-kien-du-lieu-2026`. */
export function slugOf(title: string): string {
  const slug = fold(title).replace(/[^a-z0-9 ]/g, '').trim().replace(/ +/g, '-').slice(0, 60).replace(/-+$/, '');
  return slug.length < 3 || reservedSlugs.has(slug) ? `cuoc-thi-${slug}`.replace(/-+$/, '') : slug;
}

export function isSlug(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length >= 3 && text.length <= 60 && !reservedSlugs.has(text);
}
