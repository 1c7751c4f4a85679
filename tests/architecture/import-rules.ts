import type { IForbiddenRuleType } from 'dependency-cruiser';

/*
 * The import directions of the house:
 * jobs → front doors, platform, db · reports → campaigns → {contest, learning, faq} → messaging → people → platform → db · every feature → ui
 * Inside a feature: routes → commands | queries | forms | policy | components → rules; only commands, queries and row modules touch db.
 */

/** Features with the features that they may know, in the order of the house. */
const below: Record<string, readonly string[]> = {
  people: [],
  messaging: ['people'],
  faq: ['messaging', 'people'],
  learning: ['messaging', 'people'],
  contest: ['messaging', 'people'],
  campaigns: ['contest', 'learning', 'faq', 'messaging', 'people'],
  reports: ['campaigns', 'contest', 'learning', 'faq', 'messaging', 'people'],
};
const anyFeature = Object.keys(below).join('|');
const tests = '\\.test\\.tsx?$';

/** What a feature shows to others; verify.server.ts is for commands that check a paper without a database. People also shows the route builder, the actor and the policy sentences, because every feature stands on them. */
const frontDoors = `^app/(${anyFeature})/(index(\\.server)?|verify\\.server)\\.tsx?$|^app/people/(route\\.server|actor|policy)\\.ts$`;
/** Ways out of a pure file: the machine, the database, the network. */
const input = '\\.server\\.tsx?$|^node:|^(fs|path|crypto|http|https|net|os|child_process|worker_threads|sqlite)$|^db/|kysely|node_modules/(express|nodemailer|pino)/';

/** How days and times are typed and shown: asked for by the fields that ui draws and by the forms that platform reads. */
const wordsOfDays = '^app/platform/typed-time\\.ts$';

const forbid = (name: string, comment: string, from: Record<string, unknown>, to: Record<string, unknown>): IForbiddenRuleType => ({ name, comment, severity: 'error', from, to }) as unknown as IForbiddenRuleType;

const upward = Object.entries(below).flatMap(([feature, allowed]) => {
  const above = Object.keys(below).filter((other) => other !== feature && !allowed.includes(other));
  if (above.length === 0) return [];
  const why = `${feature} may know ${allowed.join(', ') || 'no other feature'}; news for those above travels as events`;
  return [forbid(`${feature}-looks-down-only`, why, { path: `^app/${feature}/`, pathNot: tests }, { path: `^app/(${above.join('|')})/` })];
});

export const importRules: IForbiddenRuleType[] = [
  ...upward,
  forbid('features-by-front-door', "Another feature is entered through index.ts, index.server.ts or people's route builder, actor and policy", { path: `^app/(${anyFeature})/`, pathNot: tests }, { path: `^app/(${anyFeature})/`, pathNot: `^app/$1/|${frontDoors}` }),
  forbid('frame-by-front-door', 'The chrome and the root compose features, through their front doors', { path: '^app/(frame/|root\\.tsx$)', pathNot: tests }, { path: `^app/(${anyFeature})/`, pathNot: frontDoors }),
  forbid('nothing-knows-the-frame', 'Only the root and the route list compose; a feature that imports the frame turns the house upside down', { path: `^app/(${anyFeature}|platform|ui)/`, pathNot: tests }, { path: '^app/(frame/|root\\.tsx$|routes\\.ts$|((start|web)\\.)?server\\.ts$|entry\\.)' }),
  forbid('platform-knows-no-feature', 'platform would still exist if the product were a bakery', { path: '^app/platform/', pathNot: tests }, { path: '^app/(?!platform/)' }),
  forbid('ui-stands-alone', 'ui draws with React and nothing else: no feature, no platform but the words of days, no database', { path: '^app/ui/', pathNot: tests }, { path: '^(app/(?!ui/)|db/|jobs/)|\\.server\\.tsx?$', pathNot: wordsOfDays }),
  forbid('what-ui-and-platform-share-stands-alone', 'What ui may take from platform pulls nothing in behind it', { path: wordsOfDays }, { path: '.' }),
  forbid('ui-without-node', 'ui runs wherever React does', { path: '^app/ui/', pathNot: `${tests}|^app/ui/make-icons\\.ts$` }, { dependencyTypes: ['core'] }),
  forbid('rules-only-compute', 'rules/ has no IO, no clock, no database', { path: '^app/.+/rules/', pathNot: tests }, { path: input }),
  forbid('rules-at-the-bottom', 'rules/ is used by everything in its feature and uses nothing but rules and texts', { path: '^app/.+/rules/', pathNot: tests }, { path: '^app/.+/(routes|commands|queries|components|islands)/' }),
  forbid('commands-and-queries-below-routes', 'A command or query never reaches up to a page', { path: '^app/.+/(commands|queries)/', pathNot: tests }, { path: '^app/.+/(routes|components|islands)/' }),
  forbid('queries-change-nothing', 'A query that called a command would write', { path: '^app/.+/queries/', pathNot: tests }, { path: '^app/.+/commands/' }),
  forbid('forms-and-policy-are-pure', 'forms/ holds shapes, policy.ts holds sentences; both are shared with the browser', { path: '^app/.+/(forms/|policy\\.ts$)', pathNot: tests }, { path: input }),
  forbid('components-and-islands-stay-in-the-browser', 'components/ and islands/ import no server file', { path: '^app/.+/(components|islands)/', pathNot: tests }, { path: input, dependencyTypesNot: ['type-only'] }),
  forbid('client-door-without-server', 'index.ts is the front door for browser code', { path: `^app/(${anyFeature})/(index|messages|actor)\\.ts$` }, { path: '\\.server\\.tsx?$|^db/' }),
  forbid('only-commands-and-queries-touch-db', 'SQL lives in commands/, queries/ and the *.server.ts row modules of a feature', { path: `^app/(${anyFeature}|frame)/`, pathNot: `${tests}|^app/.+/(commands|queries)/|^app/(${anyFeature})/(?!.*(routes|components|rules|forms|islands)/).*\\.server\\.tsx?$|^app/[^/]+/ports\\.ts$` }, { path: '^db/|kysely' }),
  forbid('routes-hold-no-sql', 'A route calls one query or command', { path: '^app/.+/routes/', pathNot: tests }, { path: '^db/|kysely|node:sqlite|^sqlite$' }),
  forbid('routes-do-not-import-routes', 'What two routes share is a component, a query or a form', { path: '^app/.+/routes/', pathNot: tests }, { path: '^app/.+/routes/' }),
  forbid('db-at-the-bottom', 'db knows no feature; only its seeds call their front doors', { path: '^db/', pathNot: `${tests}|^db/seeds/` }, { path: '^(app|jobs)/' }),
  forbid('seeds-by-front-door', 'Seeds make their world through the front doors', { path: '^db/seeds/', pathNot: tests }, { path: `^app/(${anyFeature})/`, pathNot: frontDoors }),
  forbid('jobs-by-front-door', 'A job parses its payload and calls the front door; contracts and events are in jobs.ts and events.ts', { path: '^jobs/', pathNot: tests }, { path: '^app/', pathNot: `${frontDoors}|^app/(${anyFeature})/(jobs|events)\\.ts$|^app/platform/|^app/bootstrap\\.server\\.ts$` }),
  forbid('pages-do-not-run-jobs', 'Later work is enqueued; only the web process starts the runner', { path: '^app/', pathNot: `${tests}|^app/start\\.server\\.ts$` }, { path: '^jobs/' }),
  forbid('nothing-imports-tests', 'Tests see everything, nothing sees tests', { path: '^(app|db|jobs)/', pathNot: tests }, { path: `^tests/|${tests}|node_modules/(vitest|@playwright)/` }),
  forbid('no-dev-dependency-at-run-time', 'A production install has no development packages', { path: '^(app|db|jobs)/', pathNot: `${tests}|^app/ui/make-icons\\.ts$|(^app/routes|/routes|/urls/[^/]+)\\.ts$` }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: 'node_modules/(@types|vite)/' }),
  forbid('no-cycles', 'Two files that need each other are one file or three', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  forbid('imports-resolve', 'An import that leads nowhere', {}, { couldNotResolve: true, pathNot: '^(virtual:|kysely$)' }),
];
