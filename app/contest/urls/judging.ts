import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Screening, the jury, who reads what, the judge's own desk. Files are relative to `app/`. */
export const judgingUrls: RouteConfigEntry[] = [
  route('contest-desk/:contest/entries', 'contest/routes/desk-entries.tsx'),
  route('contest-desk/:contest/entries/:entry', 'contest/routes/desk-entry.tsx'),
  route('contest-desk/:contest/entries/:entry/clearing', 'contest/routes/desk-clearing.tsx'),
  route('contest-desk/:contest/entries/:entry/files/:file', 'contest/routes/desk-entry-file.ts'),
  route('contest-desk/:contest/similar', 'contest/routes/desk-similar.tsx'),
  route('contest-desk/:contest/blindness', 'contest/routes/desk-blindness.tsx'),
  route('contest-desk/:contest/blindness/:entry', 'contest/routes/desk-blindness-entry.tsx'),
  route('contest-desk/:contest/blindness/:entry/files/:file', 'contest/routes/desk-blind-copy.ts'),
  route('contest-desk/:contest/judges', 'contest/routes/desk-judges.tsx'),
  route('contest-desk/:contest/judges/new', 'contest/routes/desk-judge-new.tsx'),
  route('contest-desk/:contest/judges/expert', 'contest/routes/desk-judge-expert.tsx'),
  route('contest-desk/:contest/judges/:judge', 'contest/routes/desk-judge.tsx'),
  route('contest-desk/:contest/assignment', 'contest/routes/desk-assignment.tsx'),
  route('contest-desk/:contest/assignment/:assignment/release', 'contest/routes/desk-review-release.tsx'),
  route('contests/entries/:entry/screening', 'contest/routes/own-screening.tsx'),
  route('judging', 'contest/routes/own-judging.tsx'),
  route('judging/invitations/:judge', 'contest/routes/own-invitation.tsx'),
  route('judging/duels/:duel', 'contest/routes/own-duel.tsx'),
  route('judging/duels/:duel/tie', 'contest/routes/own-duel-tie.tsx'),
  route('judging/duels/:duel/:side/files/:file', 'contest/routes/own-duel-file.ts'),
  route('judging/:assignment', 'contest/routes/own-review.tsx'),
  route('judging/:assignment/draft', 'contest/routes/own-review-draft.ts'),
  route('judging/:assignment/tie', 'contest/routes/own-review-tie.tsx'),
  route('judging/:assignment/files/:file', 'contest/routes/own-review-file.ts'),
];
