import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Tag, type Crumb, type Tone } from '../../ui/index.ts';
import { judgesMessages } from '../messages/judges.ts';
import { judgingMessages } from '../messages/judging.ts';
import type { JudgeState } from '../queries/judges.server.ts';
import { tieKinds, type TieKind } from '../rules/conflicts.ts';
import type { SheetState } from '../rules/score-sheet.ts';

/** The way back from one of the judge's own pages. */
export function OwnCrumbs({ between, here }: { between?: Crumb; here: string }) {
  const t = useText(judgingMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('own.title'), href: '/judging' }, ...(between ? [between] : []), { label: here }]} />;
}

const judgeTones: Readonly<Record<JudgeState, Tone>> = { INVITED: 'warn', ACCEPTED: 'ok', DECLINED: 'neutral', REMOVED: 'neutral' };

export function JudgeTag({ state }: { state: JudgeState }) {
  const t = useText(judgesMessages);
  return <Tag tone={judgeTones[state]}>{t(`state.${state}`)}</Tag>;
}

const sheetTones: Readonly<Record<SheetState, Tone>> = { NEW: 'neutral', DRAFT: 'warn', LOCKED: 'ok', ABSTAINED: 'neutral' };

export function SheetTag({ state }: { state: SheetState }) {
  const t = useText(judgingMessages);
  return <Tag tone={sheetTones[state]}>{t(`sheet.${state}`)}</Tag>;
}

/** Why somebody is tied: the kinds that data gave in words, or the words that somebody wrote. */
export function TieReason({ reason }: { reason: string }) {
  const t = useText(judgesMessages);
  const kinds = reason.split(' ');
  const isKnown = (kind: string): kind is TieKind => (tieKinds as readonly string[]).includes(kind);
  return <>{kinds.every(isKnown) ? largeFirst(kinds.map((kind) => t(`tie.${kind}`)).join(', ')) : reason}</>;
}
