import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, StepList, Tag, type Crumb, type Tone } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { assignmentWords } from '../messages/assignment-words.ts';
import type { RuleVersion } from '../queries/assignment-rules.server.ts';
import type { RunCounts } from '../queries/assignment-run.server.ts';
import { countedParts } from '../rules/assignment-release.ts';
import type { RuleState, RuleWhat } from '../rules/assignment-rule.ts';
import { dueWords, whoWords, type RuleNames } from '../rules/assignment-words.ts';

/** The way back from a page about rules. */
export function RuleCrumbs({ rule, between, here }: { rule?: { id: string; name: string } | undefined; between?: Crumb; here?: string | undefined }) {
  const t = useText(assignmentMessages);
  const items = [{ label: t('admin'), href: '/admin' }, here || rule ? { label: t('title'), href: '/admin/assignments' } : { label: t('title') }];
  return <Breadcrumb label={t('crumbs')} items={[...items, ...(rule ? [here ? { label: rule.name, href: `/admin/assignments/${rule.id}` } : { label: rule.name }] : []), ...(between ? [between] : []), ...(here ? [{ label: here }] : [])]} />;
}

const tones: Record<RuleState, Tone> = { DRAFT: 'neutral', COMING: 'brand', IN_FORCE: 'ok', ENDED: 'neutral' };

export function RuleTag({ state }: { state: RuleState }) {
  const t = useText(assignmentMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** Says rules in the reader's language. */
export function useRuleWords(names: RuleNames) {
  const locale = useLocale();
  const t = useText(assignmentMessages);
  const words = useText(assignmentWords);
  return {
    who: (version: Pick<RuleVersion, 'who'>, unitId: string | null) => `${whoWords(version.who, { unitId, names, locale })}.`,
    due: ({ due }: RuleWhat) => dueWords(due, locale),
    duty: ({ isMandatory }: RuleWhat) => words(isMandatory ? 'duty.yes' : 'duty.no'),
    course: (id: string) => names.courses[id] ?? words('course-gone'),
    scope: (unitId: string | null) => (unitId === null ? t('list.province') : (names.units[unitId] ?? words('unit-gone'))),
  };
}

/** What a draft is called: a rule of its own, or a change of one that is in force. */
export function useDraftTitle() {
  const t = useText(assignmentMessages);
  return (draft: Pick<RuleVersion, 'name' | 'number'> | undefined) => (draft && draft.number > 1 ? t('edit.title', { name: draft.name, n: draft.number }) : t('draft.title', { name: draft?.name ?? '' }));
}

/** What a rule assigns, course by course, and the paths that were chosen. */
export function CoursesOfRule({ courses, paths, names }: { courses: readonly string[]; paths: readonly string[]; names: RuleNames }) {
  const t = useText(assignmentMessages);
  const words = useRuleWords(names);
  return (
    <>
      {courses.map((id) => <span key={id} className="block">{words.course(id)}</span>)}
      {paths.length > 0 ? <span className="block muted small">{t('rule.paths', { names: paths.join('; ') })}</span> : null}
    </>
  );
}

const order = ['who', 'what', 'preview'] as const;

/** Where one stands in writing a rule; the steps behind can be gone back to. */
export function RuleSteps({ id, at }: { id: string | null; at: (typeof order)[number] }) {
  const t = useText(assignmentMessages);
  const here = order.indexOf(at);
  const steps = order.map((step, index) => ({ label: t(`step.${step}`), state: index < here ? ('done' as const) : index === here ? ('current' as const) : ('todo' as const), ...(index < here && id ? { href: `/admin/assignments/${id}/${step}` } : {}) }));
  return <StepList label={t('step.label')} steps={steps} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} />;
}

/** What a run came to, in a line. */
export function useRunWords() {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  return (counts: RunCounts): string => {
    const parts = countedParts(counts).map(({ key, n }) => t(`count.${key}`, { n: formats.number(n) }));
    return parts.length > 0 ? parts.join(', ') : t('count.nothing');
  };
}
