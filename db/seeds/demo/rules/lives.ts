import type { Day } from '../../../../app/platform/clock.ts';
import type { PositionTitle } from '../../organisation/load-people.ts';
import type { Gender } from './names.ts';
import type { Random } from './random.ts';
import { plusDays, workingDayFrom } from './working-time.ts';

/** Few women in the police, more men among heads, as it still is. */
export function drawGender(unitKind: string, title: PositionTitle, random: Random): Gender {
  const women = unitKind === 'POLICE' ? 0.18 : title.leader ? 0.36 : 0.56;
  return random.chance(women) ? 'female' : 'male';
}

export interface BirthAndEntry {
  birthYear: number;
  joinedOn: Day;
}

/** Share of the staff that came within the demo's year. */
const newcomers = 0.03;

/** Heads have served for long; a few of the others are new this year. Nobody leaves before having been there for some months. */
export function drawBirthAndEntry(title: PositionTitle, leftOn: Day | null, random: Random): BirthAndEntry {
  if (!title.leader && leftOn === null && random.chance(newcomers)) {
    return { birthYear: random.int(1996, 2003), joinedOn: workingDayFrom(plusDays('2025-12-01', random.int(0, 330))) };
  }
  const birthYear = title.leader ? random.int(1968, 1988) : Math.min(2001, Math.max(1966, Math.round(random.around(1986, 8))));
  const year = Math.min(2024, birthYear + random.int(22, 29));
  return { birthYear, joinedOn: workingDayFrom(plusDays(`${year}-01-02`, random.int(0, 360))) };
}
