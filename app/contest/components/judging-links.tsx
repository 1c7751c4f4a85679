import { useText } from '../../platform/i18n/react.tsx';
import { LinkButton } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignment.ts';
import { blindnessMessages } from '../messages/blindness.ts';
import { judgeNoteMessages } from '../messages/judge-notes.ts';
import { judgesMessages } from '../messages/judges.ts';
import { judgingMessages } from '../messages/judging.ts';
import { screeningMessages } from '../messages/screening.ts';
import { variantOf, type DeskStep } from '../rules/desk-step.ts';

/** From a contest's desk to screening and judging; what is to be done now stands out. */
export function JudgingLinks({ id, next = null }: { id: string; next?: DeskStep | null }) {
  const [s, b, j, a, n] = [useText(screeningMessages), useText(blindnessMessages), useText(judgesMessages), useText(assignmentMessages), useText(judgeNoteMessages)];
  return (
    <div className="row">
      <LinkButton variant={variantOf('entries', next)} icon="check-check" href={`/contest-desk/${id}/entries`}>{s('title')}</LinkButton>
      <LinkButton variant={variantOf('blindness', next)} icon="shield-check" href={`/contest-desk/${id}/blindness`}>{b('title')}</LinkButton>
      <LinkButton variant={variantOf('judges', next)} icon="users" href={`/contest-desk/${id}/judges`}>{j('judges.title')}</LinkButton>
      <LinkButton variant={variantOf('assignment', next)} icon="scale" href={`/contest-desk/${id}/assignment`}>{a('title')}</LinkButton>
      <LinkButton variant={variantOf('notes', next)} icon="message-square" href={`/contest-desk/${id}/notes`}>{n('title')}</LinkButton>
    </div>
  );
}

/** For judges: the entries that they read. */
export function OwnJudgingLink() {
  const t = useText(judgingMessages);
  return <LinkButton variant="ghost" icon="scale" href="/judging">{t('own.title')}</LinkButton>;
}

/** From an entry to what screening says of it. */
export function ScreeningLink({ entryId }: { entryId: string }) {
  const t = useText(screeningMessages);
  return <LinkButton variant="ghost" icon="message-square" href={`/contests/entries/${entryId}/screening`}>{t('reply.title')}</LinkButton>;
}
