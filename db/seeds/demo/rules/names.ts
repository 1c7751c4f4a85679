import { fold } from '../../../../app/platform/text/fold.ts';
import type { NameVocabulary } from '../../organisation/load-people.ts';
import type { Random } from './random.ts';

export type Gender = 'female' | 'male';

/** How often a name that somebody has already may be given once more: a province has a few namesakes. */
const namesakeChance = 0.02;

/** Draws invented full names and makes e-mail addresses that nobody else has. */
export class NameMaker {
  readonly #vocabulary: NameVocabulary;
  readonly #random: Random;
  readonly #taken = new Set<string>();
  readonly #mailboxes = new Map<string, number>();

  constructor(vocabulary: NameVocabulary, random: Random) {
    this.#vocabulary = vocabulary;
    this.#random = random;
  }

  fullName(gender: Gender, birthYear: number): string {
    for (;;) {
      const name = this.#draw(gender, this.#decadeOf(birthYear));
      if (this.#taken.has(name) && !this.#random.chance(namesakeChance)) continue;
      this.#taken.add(name);
      return name;
    }
  }

  /** `duong.ntt.2@vi-du.invalid`: given name, initials of the rest, a running number. */
  email(fullName: string): string {
    const words = fold(fullName).split(' ');
    const given = words.at(-1) ?? '';
    const box = `${given}.${words.slice(0, -1).map((word) => word[0]).join('')}`;
    const number = (this.#mailboxes.get(box) ?? 0) + 1;
    this.#mailboxes.set(box, number);
    return `${box}.${number}@vi-du.invalid`;
  }

  #draw(gender: Gender, decade: number): string {
    const { family_names, given_names, middle_names, no_middle_name_per_mille } = this.#vocabulary;
    const family = this.#random.weighted(family_names, (entry) => entry.weight).name;
    const given = this.#random.weighted(given_names[gender], (entry) => entry.weights[decade] ?? 0);
    if (given.complete || this.#random.chance(no_middle_name_per_mille[gender] / 1000)) return `${family} ${given.name}`;
    const fitting = middle_names[gender].filter((entry) => !entry.name.split(' ').some((word) => given.name.split(' ').includes(word)));
    const middle = this.#random.weighted(fitting, (entry) => entry.weights[decade] ?? 0).name;
    return `${family} ${middle} ${given.name}`;
  }

  #decadeOf(birthYear: number): number {
    const { decades } = this.#vocabulary;
    const found = decades.findLastIndex((decade) => decade <= birthYear);
    return Math.max(found, 0);
  }
}
