import type { Localised } from '../../platform/i18n/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { placeKinds, type PlaceKind } from './media.ts';
import { foldKey } from './unit-key.ts';

/** A place as a row of a list has it. */
export interface PlaceRow {
  name: string;
  kind: PlaceKind;
  unitId: string;
  width: number | null;
  height: number | null;
}

/** The columns of the list, in order. */
export const placeColumns = ['name', 'kind', 'unit', 'width', 'height'] as const;

const kindWords: Readonly<Record<PlaceKind, readonly string[]>> = {
  LED: ['led', 'bang led', 'man hinh led'],
  STATION: ['station', 'dai truyen thanh', 'truyen thanh', 'loa'],
  PANEL: ['panel', 'pano', 'pano bang tin', 'bang tin', 'ap phich'],
  BROADCASTER: ['broadcaster', 'dai phat thanh truyen hinh', 'phat thanh truyen hinh', 'truyen hinh'],
  PLATFORM: ['platform', 'nen tang so', 'cong trang thong tin mang xa hoi', 'cong thong tin', 'trang thong tin', 'mang xa hoi', 'trang mang xa hoi', 'fanpage'],
};

/** Reads one row: name, kind, unit (name or official code), width, height. @returns the place, or what is wrong with it */
export function readPlaceRow(cells: readonly string[], units: ReadonlyMap<string, string | null>): { place?: PlaceRow; fault?: Localised } {
  const [name = '', rawKind = '', rawUnit = '', rawWidth = '', rawHeight = ''] = cells.map(normaliseLine);
  const kind = placeKinds.find((one) => kindWords[one].includes(foldKey(rawKind)));
  const unitId = units.get(foldKey(rawUnit));
  const [width, height] = [pixels(rawWidth), pixels(rawHeight)];
  if (name === '' || name.length > 200) return { fault: messages.both('fault.row-name') };
  if (!kind) return { fault: messages.both('fault.row-kind', { kind: rawKind.slice(0, 40) }) };
  if (unitId === null) return { fault: messages.both('fault.row-unit-twice', { unit: rawUnit.slice(0, 80) }) };
  if (!unitId) return { fault: messages.both('fault.row-unit', { unit: rawUnit.slice(0, 80) }) };
  if (width === undefined || height === undefined || (width === null) !== (height === null)) return { fault: messages.both('fault.row-size') };
  return { place: { name, kind, unitId, width: kind === 'LED' ? width : null, height: kind === 'LED' ? height : null } };
}

/** @returns null for an empty cell, undefined for anything that is no size of a board */
function pixels(cell: string): number | null | undefined {
  const text = cell.trim();
  if (text === '') return null;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return value >= smallestBoard && value <= largestBoard ? value : undefined;
}

export const smallestBoard = 16;
export const largestBoard = 4_096;
