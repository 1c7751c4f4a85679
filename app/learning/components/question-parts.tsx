import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Tag, type Crumb, type Tone } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import { questionMessages } from '../messages/questions.ts';
import { fewAnswers, isSuspicious, type ItemStatistics, type Verdict } from '../rules/item-statistics.ts';

/** Only what wants a look stands out. */
const tones: Record<Verdict, Tone> = { few: 'neutral', reversed: 'danger', hard: 'danger', weak: 'warn', easy: 'neutral', fine: 'neutral' };

/** What a question's numbers say, in a word or two. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  return <Tag tone={tones[verdict]} icon={isSuspicious(verdict) ? 'triangle-alert' : 'none'}>{useText(questionMessages)(`verdict.${verdict}`)}</Tag>;
}

/** The same in a sentence. */
export function useVerdictSentence(): (item: ItemStatistics) => string {
  const t = useText(questionMessages);
  const formats = useFormats();
  return ({ verdict, answers, facility }) => t(answers === 0 && verdict === 'few' ? 'say.nobody' : `say.${verdict}`, { n: answers, least: fewAnswers, share: formats.percent(facility ?? 0) });
}

/** The way back from a page about the questions of a course. */
export function QuestionCrumbs({ course, question, here }: { course: { slug: string; title: string }; question?: string; here?: string }) {
  const t = useText(questionMessages);
  const base = `/admin/courses/${course.slug}`;
  const items: Crumb[] = [{ label: useText(editingMessages)('admin'), href: '/admin' }, { label: t('courses'), href: '/admin/courses' }, { label: course.title, href: base }, { label: t('title'), href: `${base}/questions` }];
  if (question) items.push({ label: t('question.title', { key: question }), href: `${base}/questions/${question}` });
  if (here) items.push({ label: here });
  const last = items.pop() as Crumb;
  return <Breadcrumb label={t('breadcrumb')} items={[...items, { label: last.label }]} />;
}
