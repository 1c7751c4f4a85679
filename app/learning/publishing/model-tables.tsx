import { Disclosure, Table } from '../../ui/index.ts';
import type { Report } from '../../platform/content/problems.ts';
import type { ModelsFile } from '../content/model-file.ts';
import type { LessonFacts } from './lesson-shape.ts';
import { lessonWords } from './lesson-words.ts';
import { reasons } from './reasons.ts';

const say = lessonWords.in('vi');

type Model = ModelsFile['models'][number];

/** A table of models needs the file of models, and a group that stands in it. */
export function checkModelTables(tables: LessonFacts['modelTables'], models: ModelsFile | null, report: Report): void {
  for (const { group, line } of tables) {
    const known = models?.groups.map(({ key }) => key) ?? [];
    if (!models) report(line, reasons.both('models.missing'));
    else if (group !== undefined && !known.includes(group)) report(line, reasons.both('models.group', { group, known: known.join(', ') }));
  }
}

/** The models of the coordination plan by group, each group behind a line of its own; with `group`, that one alone and open. */
export function ModelTable({ models, group }: { models: ModelsFile; group?: string | undefined }) {
  const groups = models.groups.filter(({ key }) => group === undefined || key === group);
  return (
    <div className="model-table">
      {groups.map(({ key, name }) => {
        const own = models.models.filter((model) => model.group === key);
        const summary = say('models.group', { number: key.slice(1), name, n: own.length, first: own[0]?.number ?? '', last: own.at(-1)?.number ?? '' });
        return <Disclosure key={key} boxed open={group !== undefined} summary={summary}><GroupTable models={models} own={own} caption={summary} /></Disclosure>;
      })}
    </div>
  );
}

function GroupTable({ models, own, caption }: { models: ModelsFile; own: Model[]; caption: string }) {
  const names = new Map(models.agencies.map(({ key, name }) => [key, name]));
  return (
    <Table
      caption={caption}
      hideCaption
      rows={own}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'model', head: say('models.model'), rowHeader: true, cell: ({ number, name }) => `${number}. ${name}` },
        { key: 'goal', head: say('models.goal'), cell: ({ goal, plan_tools: tools }) => <>{goal ?? say('models.unsaid')}{tools.length > 0 && <span className="model-more">{say('models.tools', { tools: tools.join(', ') })}</span>}</> },
        { key: 'roles', head: say('models.roles'), cell: ({ roles }) => <Roles roles={roles} names={names} /> },
        { key: 'deadline', head: say('models.deadline'), cell: ({ deadline }) => <>{say(`deadline.${deadline.kind}`)}<span className="model-more">{deadline.text}</span></> },
      ]}
    />
  );
}

/** Who leads is said first; others follow by role, as the plan names them. */
function Roles({ roles, names }: { roles: Model['roles']; names: ReadonlyMap<string, string> }) {
  const byRole = Map.groupBy(roles, ({ role }) => role);
  if (byRole.size === 0) return say('models.unsaid');
  return [...byRole].map(([role, own]) => (
    <span key={role} className={role === 'LEAD' ? undefined : 'model-more'}>{say(`role.${role}`, { agencies: own.map(({ agency }) => names.get(agency) ?? agency).join('; ') })}</span>
  ));
}
