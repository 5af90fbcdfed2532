import type { CredentialType } from '../basics/credential-types.ts';
import { type AreaCapability, pillars } from './specification.ts';

/** A capability of the framework: its number, such as `1.4`, and a short title. */
export interface FrameworkCapability {
  readonly number: string;
  readonly title: string;
}

/** A pillar of the framework with its capabilities in their order. */
export interface Pillar {
  readonly number: number;
  readonly name: string;
  readonly capabilities: readonly FrameworkCapability[];
}

/** An edition of the Multi-professional framework. It never changes. */
export interface Framework {
  readonly frameworkId: string;
  readonly name: string;
  /** Always the four. */
  readonly pillars: readonly Pillar[];
}

/** A framework whose capabilities are numbered in the order of their titles, those of the first pillar first. */
export const frameworkOfTitles = (
  frameworkId: string,
  name: string,
  titles: readonly (readonly string[])[],
): Framework => ({
  frameworkId,
  name,
  pillars: Object.entries(pillars).map(([number, pillar], i) => ({
    number: Number(number),
    name: pillar,
    capabilities: (titles[i] ?? []).map((title, c) => ({ number: `${number}.${c + 1}`, title })),
  })),
});

/** Whether a credential is measured against the Multi-professional framework: one for doctors or dentists alone is not. */
export const isMeasured = (type: CredentialType | null): boolean =>
  type !== null && type !== 'medical' && type !== 'dental';

/** What is said where there would be a measure; without a full stop. */
export const notMeasured =
  'A medical or dental specification is not measured against the Multi-professional framework';

/** “1.4 Assessment in partnership”; the number alone where the framework, or whoever asks, does not know it. */
export function titled(framework: Framework | null, number: string): string {
  const found = framework?.pillars
    .flatMap(({ capabilities }) => capabilities)
    .find((one) => one.number === number);
  return found === undefined ? number : `${number} ${found.title}`;
}

/** What an area-specific capability names of one pillar. */
export interface AlignedCapability {
  readonly capability: AreaCapability;
  /** By pillar, in the framework's order: the framework capabilities it names. */
  readonly byPillar: readonly (readonly string[])[];
}

/** How far one pillar is covered. */
export interface PillarCoverage {
  readonly pillar: Pillar;
  readonly covered: readonly string[];
  readonly notCovered: readonly string[];
}

/** A specification's area-specific capabilities against the framework. */
export interface Alignment {
  readonly capabilities: readonly AlignedCapability[];
  readonly pillars: readonly PillarCoverage[];
  /** Area-specific capabilities that name nothing of the framework. */
  readonly unaligned: readonly AreaCapability[];
  /** What is named although the framework has no such capability, such as `1.12`. */
  readonly unknown: readonly string[];
}

/** Sets out what each area-specific capability aligns to, and what of the framework nobody names. */
export function alignmentOf(framework: Framework, capabilities: readonly AreaCapability[]): Alignment {
  const named = new Set(capabilities.flatMap(({ alignsTo }) => alignsTo));
  const numbersOf = (pillar: Pillar) => pillar.capabilities.map(({ number }) => number);
  const known = new Set(framework.pillars.flatMap(numbersOf));
  return {
    capabilities: capabilities.map((capability) => ({
      capability,
      byPillar: framework.pillars.map((pillar) =>
        numbersOf(pillar).filter((number) => capability.alignsTo.includes(number)),
      ),
    })),
    pillars: framework.pillars.map((pillar) => ({
      pillar,
      covered: numbersOf(pillar).filter((number) => named.has(number)),
      notCovered: numbersOf(pillar).filter((number) => !named.has(number)),
    })),
    unaligned: capabilities.filter(({ alignsTo }) => !alignsTo.some((number) => known.has(number))),
    unknown: [...named].filter((number) => !known.has(number)),
  };
}
