import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Entries: begun, written step by step, handed in. Files are relative to `app/`. */
export const entriesUrls: RouteConfigEntry[] = [
  route('contests/receipt-key', 'contest/routes/receipt-key.ts'),
  route('contests/invitations/:token', 'contest/routes/invitation.tsx'),
  route('contests/entries', 'contest/routes/entries.tsx'),
  route('contests/entries/:id', 'contest/routes/entry.tsx'),
  route('contests/entries/:id/parts/:part', 'contest/routes/entry-part.tsx'),
  route('contests/entries/:id/team', 'contest/routes/entry-team.tsx'),
  route('contests/entries/:id/team/leaving', 'contest/routes/entry-leaving.ts'),
  route('contests/entries/:id/team/:member/removal', 'contest/routes/entry-member-removal.ts'),
  route('contests/entries/:id/team/:member/lead', 'contest/routes/entry-member-lead.ts'),
  route('contests/entries/:id/files', 'contest/routes/entry-files.tsx'),
  route('contests/entries/:id/files/:file', 'contest/routes/entry-file.ts'),
  route('contests/entries/:id/files/:file/bytes', 'contest/routes/entry-file-bytes.ts'),
  route('contests/entries/:id/files/:file/removal', 'contest/routes/entry-file-removal.ts'),
  route('contests/entries/:id/uploads', 'contest/routes/entry-uploads.ts'),
  route('contests/entries/:id/check', 'contest/routes/entry-check.tsx'),
  route('contests/entries/:id/withdrawals/:withdrawal', 'contest/routes/withdrawal-receipt.tsx'),
  route('contests/entries/:id/withdrawals/:withdrawal/file', 'contest/routes/withdrawal-receipt-file.ts'),
  route('contests/entries/:id/receipt/:version', 'contest/routes/entry-receipt.tsx'),
  route('contests/entries/:id/receipt/:version/file', 'contest/routes/entry-receipt-file.ts'),
  route('contests/entries/:id/withdrawal', 'contest/routes/entry-withdrawal.tsx'),
  route('contests/:slug/entries/new', 'contest/routes/entry-new.tsx'),
];
