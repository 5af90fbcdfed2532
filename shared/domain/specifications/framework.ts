import { type AreaCapability, pillars } from './specification.ts';

/** How many capabilities each pillar of the Multi-professional framework (2017) has: 1.1 to 1.11 and so on. */
const capabilitiesOfPillar = { 1: 11, 2: 11, 3: 8, 4: 8 } as const satisfies Record<
  keyof typeof pillars,
  number
>;

/** A pillar of the framework and the numbers of its capabilities, such as `1.4`. */
export interface Pillar {
  readonly number: number;
  readonly name: string;
  readonly capabilities: readonly string[];
}

/** The framework's four pillars in their order. */
export const framework: readonly Pillar[] = Object.entries(pillars).map(([number, name]) => ({
  number: Number(number),
  name,
  capabilities: Array.from(
    { length: capabilitiesOfPillar[Number(number) as keyof typeof pillars] },
    (_, index) => `${number}.${index + 1}`,
  ),
}));

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
export function alignmentOf(capabilities: readonly AreaCapability[]): Alignment {
  const named = new Set(capabilities.flatMap(({ alignsTo }) => alignsTo));
  const known = new Set(framework.flatMap((pillar) => pillar.capabilities));
  return {
    capabilities: capabilities.map((capability) => ({
      capability,
      byPillar: framework.map((pillar) =>
        pillar.capabilities.filter((number) => capability.alignsTo.includes(number)),
      ),
    })),
    pillars: framework.map((pillar) => ({
      pillar,
      covered: pillar.capabilities.filter((number) => named.has(number)),
      notCovered: pillar.capabilities.filter((number) => !named.has(number)),
    })),
    unaligned: capabilities.filter(({ alignsTo }) => !alignsTo.some((number) => known.has(number))),
    unknown: [...named].filter((number) => !known.has(number)),
  };
}
