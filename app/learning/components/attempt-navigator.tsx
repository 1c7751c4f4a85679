import { useText } from '../../platform/i18n/react.tsx';
import { LinkButton, QuestionNavigator, type NavigatorItem } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { AttemptPage } from '../queries/attempt-page.server.ts';

/** All questions as squares with their state in words, how many are answered, and the way to the check page. */
export function AttemptNavigator({ attempt, current }: { attempt: AttemptPage; current: number }) {
  const t = useText(assessmentMessages);
  const { questions } = attempt;
  const label = ({ number }: NavigatorItem) => {
    const question = questions[number - 1];
    const words = [t('item.label', { n: number }), t(`state.${question?.state ?? 'empty'}`), question?.isFlagged ? t('state.flagged') : ''];
    return words.filter(Boolean).join('. ');
  };
  const items = questions.map(({ position, state, isFlagged }): NavigatorItem => ({
    number: position,
    href: `/attempts/${attempt.id}?q=${position}`,
    state: state === 'answered' ? 'answered' : 'empty',
    flagged: isFlagged,
    current: position === current,
  }));
  return (
    <>
      <p className="muted small" data-progress>{t('exam.progress', { n: questions.filter((question) => question.state === 'answered').length, total: questions.length })}</p>
      <QuestionNavigator label={t('exam.navigator')} items={items} itemLabel={label} legend={t('exam.legend')} />
      <LinkButton href={`/attempts/${attempt.id}/check`} variant="ghost" icon="list-checks" data-flush>{t('exam.to-check')}</LinkButton>
    </>
  );
}
