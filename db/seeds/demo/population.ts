import type { Day } from '../../../app/platform/clock.ts';
import { unitsOn } from '../organisation/load.ts';
import { loadNames, loadPositionTitles, titlesFor, type PositionTitle, type TitleGroup } from '../organisation/load-people.ts';
import { isOn } from '../organisation/period.ts';
import type { Organisation, Unit } from '../organisation/schema.ts';
import { cast, type CastMember } from './cast.ts';
import { CareerMap, type Stay } from './rules/career.ts';
import { drawBirthAndEntry, drawGender } from './rules/lives.ts';
import { NameMaker } from './rules/names.ts';
import { planOrganisations } from './rules/organisations.ts';
import { randomFor, type Random } from './rules/random.ts';
import { ordinaryPost, postsOf } from './rules/staffing.ts';
import { plusDays, workingDayFrom } from './rules/working-time.ts';

export const TODAY: Day = '2026-11-23';
/** The first day of the demo's year: accounts and courses are there from now on. */
export const FIRST_DAY: Day = '2025-11-24';

export interface DemoPerson {
  id: string;
  staffNo: string;
  email: string | null;
  fullName: string;
  category: PositionTitle['category'];
  /** The agency at the top of her present unit. */
  agencyKey: string;
  /** Heads the whole agency. */
  isHead: boolean;
  joinedOn: Day;
  leftOn: Day | null;
  stays: (Stay & { title: string })[];
  cast: CastMember | undefined;
}

interface Post { agencyKey: string; unit: { key: string; kind: string; level: string; name: string }; title: PositionTitle; isHead: boolean }
type Draft = Omit<DemoPerson, 'staffNo' | 'id'>;

/** Share of the staff that changed unit, and that left, within the year. */
const transferShare = 0.03;
const leaverShare = 0.024;

/** Everybody of the demo province: those in service today, and beyond that number those who left during the year. */
export function populate(organisation: Organisation, people: number): DemoPerson[] {
  return new Population(organisation).populate(people);
}

class Population {
  readonly #organisation: Organisation;
  readonly #unitByKey: ReadonlyMap<string, Unit>;
  readonly #careers: CareerMap;
  readonly #titles: TitleGroup[] = loadPositionTitles();
  readonly #names = new NameMaker(loadNames(), randomFor('names'));

  constructor(organisation: Organisation) {
    this.#organisation = organisation;
    this.#unitByKey = new Map(organisation.units.map((unit) => [unit.key, unit]));
    this.#careers = new CareerMap(organisation.units, organisation.changes);
  }

  populate(people: number): DemoPerson[] {
    const random = randomFor('population');
    const posts = this.#posts(people, random);
    const drafts = this.#fill(posts, random);
    this.#transfer(drafts, posts, Math.round(people * transferShare), random);
    const leavers = Array.from({ length: Math.round(people * leaverShare) }, () => this.#leaver(random.pick(posts), random));
    return number([...drafts, ...leavers], random);
  }

  #posts(people: number, random: Random): Post[] {
    const agencies = planOrganisations(unitsOn(TODAY, this.#organisation.units), people, random);
    return agencies.flatMap(({ key, parts }) => parts.flatMap(({ unit, size }) =>
      postsOf(titlesFor(unit, TODAY, this.#titles), size, random).map((title, at) => ({ agencyKey: key, unit, title, isHead: unit.key === key && at === 0 }))));
  }

  /** The cast take the posts that fit them best; invented people take the rest. */
  #fill(posts: readonly Post[], random: Random): Draft[] {
    const taken = new Map<Post, CastMember>();
    for (const member of cast) {
      const open = posts.filter((post) => post.unit.key === member.unitKey && !taken.has(post));
      // The small province of a test has nobody in some of these offices; there the member takes another post.
      const post = open.find((one) => one.title.title === member.title) ?? open.findLast((one) => !one.isHead) ?? posts.find((one) => !one.isHead && !taken.has(one));
      if (!post) throw new Error(`${member.unitKey}: no post for ${member.fullName}. Take more people.`);
      taken.set(post, member);
    }
    return posts.map((post) => {
      const member = taken.get(post);
      return member ? this.#castDraft(post, member, random) : this.#draft(post, null, random);
    });
  }

  #draft(post: Post, leftOn: Day | null, random: Random): Draft {
    const gender = drawGender(post.unit.kind, post.title, random);
    const { birthYear, joinedOn } = drawBirthAndEntry(post.title, leftOn, random);
    const fullName = this.#names.fullName(gender, birthYear);
    const email = random.chance(0.9) ? this.#names.email(fullName) : null;
    const stays = this.#entitled(this.#careers.staysUntil(post.unit.key, leftOn, joinedOn, random), post.title, random);
    return { email, fullName, category: post.title.category, agencyKey: post.agencyKey, isHead: post.isHead && leftOn === null, joinedOn, leftOn, stays, cast: undefined };
  }

  #castDraft(post: Post, member: CastMember, random: Random): Draft {
    const { fullName, email, joinedOn } = member;
    const title = post.unit.key === member.unitKey ? member.title : post.title.title;
    const stays = this.#entitled(this.#careers.staysUntil(post.unit.key, null, joinedOn, random), { ...post.title, title }, random);
    return { email, fullName, category: post.title.category, agencyKey: post.agencyKey, isHead: post.isHead, joinedOn, leftOn: null, stays, cast: member };
  }

  /** Somebody who was there during the year and is gone. */
  #leaver(post: Post, random: Random): Draft {
    const ordinary = ordinaryPost(titlesFor(post.unit, TODAY, this.#titles), post.title.category, random) ?? post.title;
    const leftOn = workingDayFrom(plusDays('2025-12-10', random.int(0, 340)));
    return this.#draft({ ...post, title: ordinary, isHead: false }, leftOn, random);
  }

  #transfer(drafts: Draft[], posts: readonly Post[], count: number, random: Random): void {
    const movable = drafts.filter((draft) => !draft.cast && !draft.isHead && draft.joinedOn < '2025-07-01');
    for (const draft of random.shuffle(movable).slice(0, count)) {
      const here = draft.stays.at(-1);
      const from = random.pick(posts.filter((post) => post.agencyKey !== draft.agencyKey));
      const day = workingDayFrom(plusDays('2025-12-15', random.int(0, 320)));
      if (!here) continue;
      const ordinary = ordinaryPost(titlesFor(from.unit, TODAY, this.#titles), draft.category, random)?.title ?? from.title.title;
      draft.stays = [...this.#entitled(this.#careers.staysUntil(from.unit.key, day, draft.joinedOn, random), { title: ordinary, category: draft.category }, random), { ...here, from: day }];
    }
  }

  /** The present title goes with the last stay; earlier ones get a title of their unit and time. */
  #entitled(stays: readonly Stay[], last: Pick<PositionTitle, 'title' | 'category'>, random: Random): DemoPerson['stays'] {
    return stays.map((stay, at) => ({ ...stay, title: at === stays.length - 1 ? last.title : this.#titleThen(stay, last.category, random) }));
  }

  #titleThen(stay: Stay, category: PositionTitle['category'], random: Random): string {
    const unit = this.#unitByKey.get(stay.unitKey);
    const name = unit?.names.find((entry) => isOn(entry, stay.from))?.name;
    if (!unit || !name) throw new Error(`${stay.unitKey}: is not there on ${stay.from}`);
    const titles = titlesFor({ kind: unit.kind, level: unit.level, name }, stay.from, this.#titles);
    return ordinaryPost(titles, category, random)?.title ?? 'Chuyên viên';
  }
}

/** Staff numbers run with the years of service; the cast have the first ones. */
function number(drafts: readonly Draft[], random: Random): DemoPerson[] {
  const others = drafts.filter((draft) => !draft.cast).toSorted((a, b) => (a.joinedOn < b.joinedOn ? -1 : a.joinedOn > b.joinedOn ? 1 : 0));
  const members = cast.flatMap((member) => drafts.filter((draft) => draft.cast === member));
  return [...members, ...others].map((draft, at) => ({ ...draft, id: random.id(Date.parse(`${FIRST_DAY}T01:00:00Z`) + at), staffNo: `NB-${String(at + 1).padStart(6, '0')}` }));
}
