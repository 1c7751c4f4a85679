import { Faults, useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, FieldGroup, LinkButton, PageHead, Select, TextArea, TextInput } from '../../ui/index.ts';
import { mostSessions } from '../forms/session-rows.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import type { ClassChoices } from '../queries/managed-class.server.ts';
import { DeskCrumbs } from './class-parts.tsx';

export interface ClassFormView {
  /** Null for a new class. */
  known: { id: string; title: string; isOpen: boolean } | null;
  revision: number;
  /** What is stored, by field. */
  stored: Record<string, string>;
  choices: ClassChoices;
}

/** Writing a class: its facts and its sessions. */
export function ClassFormPage({ view }: { view: ClassFormView }) {
  const t = useText(classDeskMessages);
  const { known } = view;
  return (
    <>
      <PageHead title={t(known ? 'edit' : 'new')} lead={known?.title} breadcrumb={<DeskCrumbs here={t(known ? 'edit' : 'new')} trail={known ? [{ label: known.title, href: `/admin/classes/${known.id}` }] : []} />} />
      <div className="stack">
        <Faults />
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="revision" value={view.revision} />
          <FactFields view={view} />
          <SessionFields view={view} />
          {known?.isOpen ? <p className="muted">{t('form.tells')}</p> : null}
          <div className="row">
            <Button icon="save">{t(known ? 'form.save' : 'form.create')}</Button>
            <LinkButton variant="ghost" href={known ? `/admin/classes/${known.id}` : '/admin/classes'}>{t('back')}</LinkButton>
          </div>
        </form>
      </div>
    </>
  );
}

/** What a field shows: what was typed when the form was refused, else what is stored. */
function useFields({ stored }: ClassFormView) {
  const { say, value } = useFaults();
  return { say, value, text: (name: string) => ({ name, error: say(name), defaultValue: value(name, stored[name] ?? '') }) };
}

function FactFields({ view }: { view: ClassFormView }) {
  const t = useText(classDeskMessages);
  const { text, value } = useFields(view);
  const units = view.choices.units.map((unit) => ({ value: unit.id, label: `${'\u2003'.repeat(unit.depth)}${unit.name}` }));
  return (
    <Card title={t('form.facts')} id="facts">
      <div className="stack">
        <TextInput {...text('title')} label={t('form.title')} maxLength={200} required />
        <TextArea {...text('about')} label={t('form.about')} optionalText={t('form.optional')} rows={4} maxLength={2000} />
        <Select {...text('course')} label={t('form.course')} emptyLabel={t('form.no-course')} options={view.choices.courses.map((course) => ({ value: course.slug, label: course.title }))} />
        <Checkbox name="replaces" value="on" defaultChecked={value('replaces', view.stored['replaces']) === 'on'} label={t('form.replaces')} hint={t('form.replaces-hint')} />
        <Select {...text('unit')} label={t('form.unit')} emptyLabel={t('form.choose')} options={units} required />
        <Select {...text('audience')} label={t('form.audience')} hint={t('form.audience-hint')} emptyLabel={t('form.choose')} options={units} required />
        <TextInput {...text('capacity')} label={t('form.capacity')} width="short" inputMode="numeric" required />
        <TextInput {...text('lecturer')} label={t('form.lecturer')} maxLength={120} required />
        <TextInput {...text('lecturerUnit')} label={t('form.lecturer-unit')} optionalText={t('form.optional')} maxLength={200} />
        <TextInput {...text('closes')} type="datetime-local" label={t('form.closes')} hint={t('form.closes-hint')} width="middle" required />
      </div>
    </Card>
  );
}

/** As many rows as there are sessions, and three more. */
function SessionFields({ view }: { view: ClassFormView }) {
  const t = useText(classDeskMessages);
  const { value } = useFaults();
  const used = Array.from({ length: mostSessions }, (_, at) => at).filter((at) => ['day', 'from', 'to', 'place', 'periods'].some((name) => value(`${name}_${at}`, view.stored[`${name}_${at}`] ?? '') !== ''));
  const rows = Math.min(mostSessions, (used.at(-1) ?? -1) + 4);
  return (
    <Card title={t('form.sessions')} id="sessions" lead={t('form.sessions-hint', { most: mostSessions })}>
      <div className="stack-l">{Array.from({ length: rows }, (_, at) => <SessionRow key={at} at={at} view={view} />)}</div>
    </Card>
  );
}

function SessionRow({ at, view }: { at: number; view: ClassFormView }) {
  const t = useText(classDeskMessages);
  const { text, value } = useFields(view);
  return (
    <fieldset className="field">
      <legend className="group-title">{t('form.session', { number: at + 1 })}</legend>
      <input type="hidden" name={`id_${at}`} value={value(`id_${at}`, view.stored[`id_${at}`] ?? '')} />
      <FieldGroup name={t('form.session', { number: at + 1 })}>
        <div className="session-fields">
          <TextInput {...text(`day_${at}`)} type="date" label={t('form.day')} />
          <TextInput {...text(`from_${at}`)} placeholder="08:00" label={t('form.from')} />
          <TextInput {...text(`to_${at}`)} placeholder="11:30" label={t('form.to')} />
          <TextInput {...text(`periods_${at}`)} label={t('form.periods')} inputMode="decimal" />
        </div>
        <TextInput {...text(`place_${at}`)} label={t('form.place')} maxLength={300} />
      </FieldGroup>
    </fieldset>
  );
}
